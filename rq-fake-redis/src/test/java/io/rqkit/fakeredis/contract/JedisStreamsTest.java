package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/** Streams, scripts and functions through Jedis. */
@EachServer(inProcess = true)
class JedisStreamsTest {
    private static final String LIBRARY = """
            #!lua name=mylib
            redis.register_function('put', function(keys, args) return redis.call('SET', keys[1], args[1]) end)
            redis.register_function{function_name='look', callback=function(keys) return redis.call('GET', keys[1]) end,
                flags={'no-writes'}, description='reads'}
            """;

    private final TestedServer server;
    private final Jedis jedis;

    JedisStreamsTest(ServerChoice choice) {
        server = choice.start();
        RedisProtocol protocol = choice.resp() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3;
        jedis = new Jedis(
                JedisTest.sockets(server),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(Patience.MILLIS)
                        .protocol(protocol)
                        .build());
    }

    @AfterEach
    void close() {
        jedis.close();
        server.close();
    }

    private StreamEntryID add(long millis) {
        return jedis.xadd("s", XAddParams.xAddParams().id(new StreamEntryID(millis, 0)), Map.of("n", "" + millis));
    }

    private static List<StreamEntryID> ids(List<StreamEntry> entries) {
        return entries.stream().map(StreamEntry::getID).toList();
    }

    @Test
    void aStreamIsReadAndTrimmed() {
        StreamEntryID first = add(1);
        StreamEntryID second = add(2);

        assertThat(ids(jedis.xrevrange("s", "+", "-"))).containsExactly(second, first);
        assertThat(jedis.xread(XReadParams.xReadParams().count(5), Map.of("s", first)))
                .singleElement()
                .satisfies(stream -> assertThat(ids(stream.getValue())).containsExactly(second));
        assertThat(jedis.xread(XReadParams.xReadParams().block(10), Map.of("s", second)))
                .isNull();
        assertThat(jedis.xadd("none", XAddParams.xAddParams().noMkStream(), Map.of("a", "b")))
                .isNull();
        assertThatThrownBy(() -> add(1))
                .hasMessage("ERR The ID specified in XADD is equal or smaller than the target stream top item");
        assertThat(jedis.xtrim("s", 1, false)).isEqualTo(1);
        assertThat(jedis.xinfoStream("s").getFirstEntry().getID()).isEqualTo(second);
    }

    @Test
    void aGroupSharesEntriesOut() {
        StreamEntryID first = add(1);
        StreamEntryID second = add(2);
        jedis.xgroupCreate("s", "g", new StreamEntryID(0, 0), false);

        var read = jedis.xreadGroup(
                "g",
                "alice",
                XReadGroupParams.xReadGroupParams().count(1),
                Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
        jedis.xreadGroup(
                "g",
                "bob",
                XReadGroupParams.xReadGroupParams(),
                Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));

        assertThat(ids(read.get(0).getValue())).containsExactly(first);
        assertThat(jedis.xpending("s", "g").getConsumerMessageCount()).isEqualTo(Map.of("alice", 1L, "bob", 1L));
        assertThat(jedis.xpending(
                        "s", "g", XPendingParams.xPendingParams("-", "+", 10).consumer("bob")))
                .singleElement()
                .satisfies(pending -> {
                    assertThat(pending.getID()).isEqualTo(second);
                    assertThat(pending.getDeliveredTimes()).isEqualTo(1);
                });
        assertThat(ids(jedis.xclaim("s", "g", "alice", 0, XClaimParams.xClaimParams(), second)))
                .containsExactly(second);
        assertThat(jedis.xautoclaimJustId(
                                "s", "g", "carol", 0, new StreamEntryID(), XAutoClaimParams.xAutoClaimParams())
                        .getValue())
                .containsExactly(first, second);
        assertThat(jedis.xack("s", "g", first, second)).isEqualTo(2);
        assertThatThrownBy(() -> jedis.xgroupCreate("s", "g", new StreamEntryID(), false))
                .hasMessage("BUSYGROUP Consumer Group name already exists");
        assertThatThrownBy(() -> jedis.xreadGroup(
                        "none",
                        "bob",
                        XReadGroupParams.xReadGroupParams(),
                        Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY)))
                .hasMessageStartingWith("NOGROUP No such key 's' or consumer group 'none'");
    }

    @Test
    void aGroupTellsOfItself() {
        add(1);
        jedis.xgroupCreate("s", "g", new StreamEntryID(0, 0), false);
        jedis.xreadGroup(
                "g",
                "alice",
                XReadGroupParams.xReadGroupParams(),
                Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));

        assertThat(jedis.xinfoGroups("s")).singleElement().satisfies(group -> {
            assertThat(group.getName()).isEqualTo("g");
            assertThat(group.getPending()).isEqualTo(1);
            assertThat(group.getLastDeliveredId()).isEqualTo(new StreamEntryID(1, 0));
            assertThat(group.getGroupInfo()).containsEntry("entries-read", 1L).containsEntry("lag", 0L);
        });
        assertThat(jedis.xinfoConsumers2("s", "g"))
                .singleElement()
                .satisfies(consumer -> assertThat(consumer.getName()).isEqualTo("alice"));
        assertThat(jedis.xinfoStreamFull("s").getGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.getConsumers()).hasSize(1));
    }

    @Test
    void aScriptIsKeptByItsDigest() {
        String sha = jedis.scriptLoad("return {KEYS[1], ARGV[1], 7, false, {1, 'x'}}");

        assertThat(jedis.scriptExists(sha, "0123456789012345678901234567890123456789"))
                .containsExactly(true, false);
        assertThat(jedis.evalsha(sha, List.of("k"), List.of("v")).toString()).isEqualTo("[k, v, 7, null, [1, x]]");
        assertThat(jedis.eval("return redis.call('INCR', KEYS[1])", 1, "n")).isEqualTo(1L);
        assertThatThrownBy(() -> jedis.eval("return redis.call('INCR', KEYS[1], 2)", 1, "n"))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("ERR Wrong number of args calling Redis command from script script: ");
        assertThatThrownBy(() -> jedis.eval("return nonsense"))
                .hasMessageStartingWith("ERR user_script:1: Script attempted to access nonexistent global variable");
        assertThat(jedis.scriptFlush()).isEqualTo("OK");
        assertThat(jedis.scriptExists(sha)).isFalse();
    }

    @Test
    void aLibraryOfFunctionsIsLoadedAndCalled() {
        assertThat(jedis.functionLoad(LIBRARY)).isEqualTo("mylib");

        assertThat(jedis.fcall("put", List.of("k"), List.of("v"))).isEqualTo("OK");
        assertThat(jedis.fcallReadonly("look", List.of("k"), List.of())).isEqualTo("v");
        assertThatThrownBy(() -> jedis.fcallReadonly("put", List.of("k"), List.of("w")))
                .hasMessage("ERR Can not execute a script with write flag using *_ro command.");
        assertThatThrownBy(() -> jedis.functionLoad(LIBRARY)).hasMessage("ERR Library 'mylib' already exists");
        assertThat(jedis.functionList()).singleElement().satisfies(library -> {
            assertThat(library.getLibraryName()).isEqualTo("mylib");
            assertThat(library.getFunctions()).hasSize(2);
        });
        byte[] dump = jedis.functionDump();
        jedis.functionFlush();
        assertThatThrownBy(() -> jedis.fcall("put", List.of("k"), List.of("v"))).hasMessage("ERR Function not found");
        jedis.functionRestore(dump);
        assertThat(jedis.fcall("look", List.of("k"), List.of())).isEqualTo("v");
        assertThat(jedis.functionStats().getEngines()).containsKey("LUA");
    }
}
