package io.rqkit.fakeredis;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Redis 7.0.15 as sentinels. */
final class RealSentinels extends SentinelSide {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private final List<RealRedis> servers = new ArrayList<>();
    private final List<RealRedis> sentinels = new ArrayList<>();

    RealSentinels(RealRedis first, Path directory, List<String> settings) throws IOException {
        servers.add(first);
        for (int i = 0; i < REPLICAS; i++) {
            servers.add(first.another("--replicaof", "127.0.0.1 " + first.port(), "--repl-diskless-sync-delay", "0"));
        }
        for (int i = 0; i < SENTINELS; i++) {
            List<String> lines = new ArrayList<>();
            lines.add("dir " + directory);
            lines.add("sentinel monitor mymaster 127.0.0.1 " + first.port() + " 2");
            settings.forEach(setting -> lines.add("sentinel " + setting));
            sentinels.add(first.sentinel(directory.resolve(i + ".conf"), lines));
        }
        for (int i = 0; i < SENTINELS; i++) {
            awaitComplete(i);
        }
        learnNames();
    }

    private void awaitComplete(int index) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try (RespClient client = sentinel(index)) {
            while (true) {
                RespValue replicas = client.call("SENTINEL", "REPLICAS", "mymaster");
                boolean knowsAll = field(client, "num-other-sentinels").equals("2");
                boolean areLinked = replicas.children().size() == REPLICAS
                        && replicas.children().stream()
                                .allMatch(each -> each.children().stream()
                                        .map(RespValue::text)
                                        .toList()
                                        .containsAll(List.of("ok", "slave")));
                if (knowsAll && areLinked && field(client, "flags").equals("master")) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the sentinels do not find one another");
                }
                pass(50);
            }
        }
    }

    private static String field(RespClient client, String name) {
        List<RespValue> fields = client.call("SENTINEL", "MASTER", "mymaster").children();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (fields.get(i).text().equals(name)) {
                return fields.get(i + 1).text();
            }
        }
        return "";
    }

    @Override
    RespClient sentinel(int index) {
        return sentinels.get(index).server().connect();
    }

    @Override
    RespClient server(int index) {
        return servers.get(index).server().connect();
    }

    @Override
    void kill(int index) {
        // sentinels make a replica of any server that they find at its port, and end its connections
        servers.get(index).stop();
    }

    @Override
    int port(int index) {
        return servers.get(index).port();
    }

    @Override
    int sentinelPort(int index) {
        return sentinels.get(index).port();
    }

    @Override
    void pass(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
        }
    }

    @Override
    public void close() {
        sentinels.forEach(RealRedis::close);
        servers.forEach(RealRedis::close);
    }
}
