package io.rqkit.fakeredis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Which commands a fault happens to. */
class FaultConditionsTest {
    private final FakeRedis redis = FakeRedis.create();
    private Jedis jedis;

    @BeforeEach
    void connect() {
        jedis = new Jedis(redis::socket);
    }

    @AfterEach
    void close() {
        jedis.close();
        redis.close();
    }

    /** The numbers, from 1 on, of the pings that failed. */
    private List<Integer> failures(int pings) {
        List<Integer> failed = new ArrayList<>();
        for (int i = 1; i <= pings; i++) {
            try {
                jedis.ping();
            } catch (JedisDataException e) {
                failed.add(i);
            }
        }
        return failed;
    }

    @Test
    void eachOneFailsUntilTheFaultIsRemoved() {
        try (var fault = redis.faults().when("PING").error("ERR no luck")) {
            assertThat(failures(3)).containsExactly(1, 2, 3);
            assertThat(fault.firings()).hasSize(3);
        }
        assertThat(failures(3)).isEmpty();
        assertThat(redis.faults().all()).isEmpty();
    }

    @Test
    void theTurnDecides() {
        redis.faults().when("ping").nth(2).error("ERR second");
        assertThat(failures(5)).containsExactly(2);
        redis.faults().clear();

        redis.faults().when("ping").times(2).error("ERR first two");
        assertThat(failures(5)).containsExactly(1, 2);
        redis.faults().clear();

        redis.faults().when("ping").everyNth(3).error("ERR third");
        assertThat(failures(7)).containsExactly(3, 6);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        redis.faults().when("ping").withProbability(0.5, 7).error("ERR chance");
        List<Integer> first = failures(40);
        redis.faults().clear();
        redis.faults().when("ping").withProbability(0.5, 7).error("ERR chance");

        assertThat(failures(40)).isEqualTo(first);
        assertThat(first).hasSizeBetween(5, 35);
    }

    @Test
    void aClientIsKnownByNameOrNumber() {
        try (Jedis other = new Jedis(redis::socket)) {
            jedis.clientSetname("worker-1");
            redis.faults().when("get").from("worker-*").error("ERR by name");
            redis.faults().when("set").from(other.clientId()).error("ERR by number");

            assertThatThrownBy(() -> jedis.get("k")).hasMessage("ERR by name");
            assertThatThrownBy(() -> other.set("k", "v")).hasMessage("ERR by number");
            assertThat(other.get("k")).isNull();
            assertThat(jedis.set("k", "v")).isEqualTo("OK");
        }
    }

    @Test
    void anErrorInMultiBreaksTheTransaction() {
        redis.faults().when("set").inMulti().once().error(RedisError.OOM);
        jedis.set("outside", "1");
        var transaction = jedis.multi();
        transaction.set("a", "1");
        transaction.incr("b");

        assertThatThrownBy(transaction::exec).hasMessageStartingWith("EXECABORT");
        assertThat(jedis.exists("a", "b")).isZero();
    }

    @Test
    void anErrorInExecLeavesTheOthersAlone() {
        redis.faults().when("set").inExec().once().error(RedisError.OOM);
        var transaction = jedis.multi();
        transaction.set("a", "1");
        transaction.incr("b");

        List<Object> replies = transaction.exec();

        assertThat(replies.get(0)).isInstanceOf(JedisDataException.class);
        assertThat(replies.get(1)).isEqualTo(1L);
    }

    @Test
    void aCutInExecLosesTheReplyOfTheWhole() {
        redis.faults().when("incr").inExec().once().cutAfter();
        var transaction = jedis.multi();
        transaction.incr("a");
        transaction.incr("b");

        assertThatThrownBy(transaction::exec).isInstanceOf(JedisConnectionException.class);
        try (Jedis next = new Jedis(redis::socket)) {
            assertThat(next.mget("a", "b")).containsExactly("1", "1");
        }
    }

    @Test
    void whatFollowsTheCutInAPipelineDoesNotRun() {
        redis.faults().when("incr").onKey("b").cutAfter();
        var pipeline = jedis.pipelined();
        pipeline.incr("a");
        pipeline.incr("b");
        pipeline.incr("c");

        assertThatThrownBy(pipeline::sync).isInstanceOf(JedisConnectionException.class);
        try (Jedis next = new Jedis(redis::socket)) {
            assertThat(next.mget("a", "b", "c")).containsExactly("1", "1", null);
        }
    }

    @Test
    void whatNeverFiredIsListed() {
        InjectedFault fired = redis.faults().when("ping").error("ERR x");
        InjectedFault unfired =
                redis.faults().when("lpop").onKey("jobs:*").from("w").nth(2).cutAfter();
        failures(1);

        assertThat(redis.faults().all()).containsExactly(fired, unfired);
        assertThat(redis.faults().unfired()).containsExactly(unfired);
        assertThat(unfired).hasToString("LPOP on jobs:* from w, Nth[number=2]: CutAfter[]");
    }

    @Test
    void cutAllEndsEveryConnection() {
        jedis.ping();

        redis.faults().cutAll();

        assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
    }

    @Test
    void whatCantHappenIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.faults().when("get").inScript().delay(Duration.ofSeconds(1)))
                .withMessageContaining("can't wait");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.faults().whenAny().error("-ERR dash"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.faults().whenAny().nth(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> redis.faults().whenAny().withProbability(2, 1));
    }

    @Test
    void aCommandThatAScriptCallsMayFail() {
        redis.faults().when("get").inScript().once().error(RedisError.TRYAGAIN);
        String script = "local r = redis.pcall('GET', KEYS[1]) return type(r) == 'table' and r.err or 'none'";

        assertThat((String) jedis.eval(script, 1, "k")).startsWith("TRYAGAIN");
        assertThat(jedis.eval(script, 1, "k")).isEqualTo("none");
        assertThat(jedis.get("k")).isNull();
    }

    @Test
    void aCutInAScriptLosesTheReplyOfTheWhole() {
        redis.faults().when("incr").inScript().once().cutAfter();

        assertThatThrownBy(() -> jedis.eval("redis.call('INCR', 'a') redis.call('INCR', 'b') return 1"))
                .isInstanceOf(JedisConnectionException.class);
        assertThat(redis.database(0).keys()).containsExactly("a", "b");
    }

    @Test
    void aMovedSlotNamesTheOtherNode() {
        redis.faults().when("get").once().moved(866, "127.0.0.1", 7001);

        assertThatThrownBy(() -> jedis.get("hello")).hasMessage("MOVED 866 127.0.0.1:7001");
    }
}
