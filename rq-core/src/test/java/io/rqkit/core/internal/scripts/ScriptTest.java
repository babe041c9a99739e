package io.rqkit.core.internal.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.backend.RedisTest;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class ScriptTest extends RedisTest {
    private static final Object[] HEARTBEAT = {"1795444382 551618", "worker-1", "", "", "", "", ""};

    @Test
    void everyTextCompiles() throws IllegalAccessException {
        for (Field field : Scripts.class.getFields()) {
            Script script = (Script) field.get(null);

            assertThat(redis.scriptLoad(script.text(), "any"))
                    .as(field.getName())
                    .isEqualTo(script.hash());
        }
    }

    @Test
    void aServerThatForgotTheTextGetsItAgain() {
        redis.hset("rq:worker:worker-1", "birth", "then");
        assertThat(Scripts.HEARTBEAT.list(redis, HEARTBEAT)).containsExactly(1L, 1L);
        redis.scriptFlush();

        assertThat(Scripts.HEARTBEAT.list(redis, HEARTBEAT)).containsExactly(1L, 1L);
        assertThat(redis.hget("rq:worker:worker-1", "last_heartbeat")).isEqualTo("2026-11-23T14:33:02.551618Z");
    }

    @Test
    void aServerThatForgotTheTextGetsItAgainInAPipeline() {
        redis.scriptFlush();
        redis.hset("rq:worker:worker-2", "birth", "then");
        Object[] other = HEARTBEAT.clone();
        other[1] = "worker-2";

        List<Object> replies = Scripts.HEARTBEAT.runAll(redis, List.of(HEARTBEAT, other));

        assertThat(replies).containsExactly(List.of(0L, 1L), List.of(1L, 1L));
    }

    @Test
    void anErrorOfOneCallStandsInItsPlace() {
        redis.set("rq:worker:worker-2", "no hash");
        Object[] other = HEARTBEAT.clone();
        other[1] = "worker-2";

        List<Object> replies = Scripts.HEARTBEAT.runAll(redis, List.of(other, HEARTBEAT));

        assertThat(replies.get(0)).isInstanceOf(JedisDataException.class);
        assertThat(replies.get(1)).isEqualTo(List.of(0L, 1L));
    }
}
