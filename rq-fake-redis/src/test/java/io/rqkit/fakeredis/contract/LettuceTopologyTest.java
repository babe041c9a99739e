package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lettuce finds masters and replicas through sentinels, and others when they change. */
class LettuceTopologyTest {
    /** By a clock that stands still no sentinel takes a busy machine for a dead master. */
    private final FakeTopology system = FakeRedis.topology()
            .replicas(2)
            .sentinels(3)
            .clock(RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z")))
            .overTcp()
            .start();

    private final LettuceClient lettuce = new LettuceClient(sentinels(), 3);

    @AfterEach
    void close() {
        lettuce.close();
        system.close();
    }

    private RedisURI sentinels() {
        RedisURI.Builder uri = RedisURI.builder().withSentinelMasterId("mymaster");
        for (String address : system.sentinelAddresses()) {
            int colon = address.lastIndexOf(':');
            uri.withSentinel(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }
        return uri.build();
    }

    private int masterPort() {
        Endpoint endpoint = system.endpoint(system.master());
        return endpoint.port();
    }

    @Test
    void aClientFollowsTheMaster() {
        RedisCommands<String, String> redis = lettuce.client().connect().sync();
        redis.set("k", "v");
        int old = masterPort();

        system.failover();
        // the former master hears of it some seconds later, and then ends its connections
        system.clock().advance(Duration.ofSeconds(20));

        TestedServer.awaitTrue(() -> isMaster(redis) && port(redis) != old);
        assertThat(port(redis)).isEqualTo(masterPort());
        assertThat(redis.get("k")).isEqualTo("v");
    }

    private static boolean isMaster(RedisCommands<String, String> redis) {
        try {
            return redis.role().get(0).equals("master");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static int port(RedisCommands<String, String> redis) {
        return Integer.parseInt(redis.configGet("port").get("port"));
    }

    @Test
    void replicasServeReads() {
        try (StatefulRedisMasterReplicaConnection<String, String> connection =
                MasterReplica.connect(lettuce.client(), StringCodec.UTF8, sentinels())) {
            connection.setReadFrom(ReadFrom.REPLICA);

            connection.sync().set("k", "v");

            TestedServer.awaitTrue(() -> "v".equals(connection.sync().get("k")));
            assertThat(connection.sync().role().get(0)).isNotNull();
        }
    }

    @Test
    void sentinelsAnswerWhatTheClientAsks() {
        try (var connection = lettuce.client().connectSentinel()) {
            var sentinel = connection.sync();

            assertThat(sentinel.masters())
                    .singleElement()
                    .satisfies(master ->
                            assertThat(master).containsEntry("name", "mymaster").containsEntry("num-slaves", "2"));
            assertThat(sentinel.getMasterAddrByName("mymaster")).isNotNull();
            assertThat(sentinel.replicas("mymaster")).hasSize(2);
            assertThat(sentinel.ping()).isEqualTo("PONG");
        }
    }
}
