package io.rqkit.fakeredis.contract;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Lettuce client of few threads, which close ends at once. */
final class LettuceClient implements AutoCloseable {
    private final ClientResources resources = ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(Delay.constant(Duration.ofMillis(10)))
            .build();
    private final RedisClient client;

    /** Makes one that connects to {@code server} unless told otherwise. */
    LettuceClient(TestedServer server, int resp) {
        this(RedisURI.create(server.uri()), resp);
    }

    LettuceClient(RedisURI uri, int resp) {
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder().protocolVersion(version(resp)).build());
    }

    /** Names a protocol as Lettuce does. */
    static ProtocolVersion version(int resp) {
        return resp == 2 ? ProtocolVersion.RESP2 : ProtocolVersion.RESP3;
    }

    RedisClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdown(0, 5, TimeUnit.SECONDS);
        resources.shutdown(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
