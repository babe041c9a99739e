package io.rqkit.examples.fake;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/** Kills the master of a system with sentinels. */
public final class Failover {
    private Failover() {}

    /** Shows what is left. */
    public static void main(String[] args) {
        System.out.println("after the master was killed: " + greetingAfterFailover());
    }

    static String greetingAfterFailover() {
        try (FakeTopology system = FakeRedis.topology().replicas(2).sentinels(3).start()) {
            system.clock().freeze();
            try (Jedis jedis = new Jedis(system.master()::socket)) {
                jedis.set("greeting", "hello");
            }

            system.stop(system.master());
            system.clock().advance(Duration.ofSeconds(40)); // the sentinels notice, agree, and promote a replica

            try (Jedis jedis = new Jedis(system.master()::socket)) {
                return jedis.get("greeting");
            }
        }
    }
}
