package io.rqkit.core.sentinel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rqkit.core.Connections;
import io.rqkit.core.Settings;
import io.rqkit.core.backend.Backend;
import io.rqkit.core.backend.HeldPort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisExecProvider;

/** Five processes of Redis 7.0.15 on free ports of this machine. */
final class RealSystem implements SentinelSystem {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENTINELS = 3;
    /** The server is the child of a shell that kills it when its input ends, with SIGKILL; so no server outlives this JVM. */
    private static final String GUARD = "\"$@\" </dev/null & exec >&- 2>&-; read line; kill -9 $!; wait";

    private final Path directory;
    private final File executable;
    /** Kept until the end, or sentinels would make a replica of whoever else comes to listen where a master was. */
    private final List<HeldPort> ports = new ArrayList<>();

    private final List<Process> guards = new CopyOnWriteArrayList<>();
    private final List<Thread> callers = new CopyOnWriteArrayList<>();
    private final List<String> sentinels = new ArrayList<>();
    private final Process firstMaster;
    private final int firstMasterPort;
    private volatile boolean isClosed;

    private RealSystem(Path directory) throws IOException {
        this.directory = directory;
        this.executable = RedisExecProvider.defaultProvider().get();
        firstMasterPort = nextPort();
        firstMaster = startServer(firstMasterPort, null);
        startServer(nextPort(), firstMasterPort);
        for (int i = 0; i < SENTINELS; i++) {
            int port = nextPort();
            startSentinel(port, firstMasterPort);
            sentinels.add("127.0.0.1:" + port);
        }
    }

    private int nextPort() throws IOException {
        HeldPort port = new HeldPort();
        ports.add(port);
        return port.number();
    }

    /** Starts all, and returns when they know of one another; aborts the test where Redis cannot be started. */
    static SentinelSystem start(Path directory) {
        try {
            RealSystem system = new RealSystem(directory);
            system.awaitComplete();
            return system;
        } catch (IOException | RuntimeException e) {
            if (Boolean.getBoolean(Backend.REQUIRE_REAL)) {
                throw new IllegalStateException("real Redis cannot be started here", e);
            }
            return abort("real Redis cannot be started here: " + e);
        }
    }

    /** Closes itself where it fails. */
    private void awaitComplete() {
        try {
            await("sentinels that know of one another", this::isComplete);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Process startServer(int port, @Nullable Integer master) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "port " + port,
                "bind 127.0.0.1",
                "dir " + directory,
                "dbfilename " + port + ".rdb",
                "save \"\"",
                "requirepass " + MASTER_SECRET,
                "masterauth " + MASTER_SECRET,
                "user " + USER + " on >" + USER_SECRET + " ~* &* +@all",
                "repl-diskless-sync-delay 0"));
        if (master != null) {
            lines.add("replicaof 127.0.0.1 " + master);
        }
        return start(port, lines);
    }

    private void startSentinel(int port, int master) throws IOException {
        String about = "sentinel %s " + MASTER_NAME + " ";
        start(
                port,
                List.of(
                        "port " + port,
                        "bind 127.0.0.1",
                        "dir " + directory,
                        "requirepass " + SENTINEL_SECRET,
                        "sentinel sentinel-pass " + SENTINEL_SECRET,
                        about.formatted("monitor") + "127.0.0.1 " + master + " 2",
                        about.formatted("auth-pass") + MASTER_SECRET,
                        about.formatted("down-after-milliseconds") + "1000",
                        about.formatted("failover-timeout") + "6000"),
                "--sentinel");
    }

    private Process start(int port, List<String> lines, String... options) throws IOException {
        Path config = Files.write(directory.resolve(port + ".conf"), lines);
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", GUARD, "guard", executable.getAbsolutePath(), config.toString()));
        command.addAll(List.of(options));
        Process guard = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(port + ".log").toFile())
                .start();
        guards.add(guard);
        return guard;
    }

    private boolean isComplete() {
        for (String sentinel : sentinels) {
            try (Jedis jedis = new Jedis(HostAndPort.from(sentinel), sentinelClient())) {
                var known = jedis.sentinelMaster(MASTER_NAME);
                if (!"1".equals(known.get("num-slaves"))
                        || !"2".equals(known.get("num-other-sentinels"))
                        || !"master".equals(known.get("flags"))
                        || !Integer.toString(firstMasterPort).equals(known.get("port"))
                        || !"ok"
                                .equals(jedis.sentinelReplicas(MASTER_NAME)
                                        .get(0)
                                        .get("master-link-status"))) {
                    return false;
                }
            } catch (JedisException notYet) {
                return false;
            }
        }
        return true;
    }

    private static JedisClientConfig sentinelClient() {
        return DefaultJedisClientConfig.builder().password(SENTINEL_SECRET).build();
    }

    @Override
    public List<String> sentinels() {
        return List.copyOf(sentinels);
    }

    @Override
    public UnifiedJedis connect(Settings settings) {
        return Connections.fromSettings(settings);
    }

    @Override
    public void killMaster() {
        kill(firstMaster);
    }

    private static void kill(Process guard) {
        try {
            guard.getOutputStream().close();
            guard.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void failover() {
        await("a replica that is good enough", () -> {
            try (Jedis jedis = new Jedis(HostAndPort.from(sentinels.get(0)), sentinelClient())) {
                return jedis.sentinelFailover(MASTER_NAME).equals("OK");
            } catch (JedisDataException notYet) { // NOGOODSLAVE: the sentinel has not heard of it in the last seconds
                return false;
            }
        });
    }

    @Override
    public UnifiedJedis toMaster() {
        try (Jedis jedis = new Jedis(HostAndPort.from(sentinels.get(0)), sentinelClient())) {
            List<String> master = jedis.sentinelGetMasterAddrByName(MASTER_NAME);
            return RedisClient.builder()
                    .hostAndPort(new HostAndPort(master.get(0), Integer.parseInt(master.get(1))))
                    .clientConfig(DefaultJedisClientConfig.builder()
                            .password(MASTER_SECRET)
                            .database(DATABASE)
                            .build())
                    .build();
        }
    }

    /** Looks fifty times a second. */
    @Override
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void again(Duration pause, BooleanSupplier step) {
        Thread caller = new Thread(
                () -> {
                    while (!isClosed && step.getAsBoolean()) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                },
                "caller-" + callers.size());
        callers.add(caller);
        caller.start();
    }

    @Override
    public void close() {
        isClosed = true;
        guards.forEach(RealSystem::kill);
        try {
            for (Thread caller : callers) {
                caller.join();
            }
            ports.forEach(HeldPort::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
