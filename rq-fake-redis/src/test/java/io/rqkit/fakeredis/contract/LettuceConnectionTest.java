package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How Lettuce connects, is refused, finds out about its server, and comes back. */
@EachServer
class LettuceConnectionTest {
    private final TestedServer server;
    private final int resp;
    private final LettuceClient lettuce;

    LettuceConnectionTest(ServerChoice choice) {
        server = choice.start();
        resp = choice.resp();
        lettuce = new LettuceClient(server, resp);
    }

    @AfterEach
    void close() {
        lettuce.close();
        server.close();
    }

    private RedisURI.Builder uri() {
        return RedisURI.builder().withHost(server.host()).withPort(server.port());
    }

    private RedisCommands<String, String> connect(RedisURI uri) {
        return lettuce.client().connect(uri).sync();
    }

    @Test
    void theHandshakeSetsUserDatabaseNameAndProtocol() {
        server.call("ACL", "SETUSER", "bob", "on", ">secret", "~*", "&*", "+@all");

        var redis = connect(uri().withAuthentication("bob", "secret")
                .withDatabase(3)
                .withClientName("billing")
                .build());

        assertThat(redis.clientInfo()).contains(" name=billing ", " db=3 ", " user=bob ", " resp=" + resp);
        assertThat(redis.clientGetname()).isEqualTo("billing");
        assertThat(redis.aclWhoami()).isEqualTo("bob");
    }

    @Test
    void aPasswordIsAskedFor() {
        server.call("CONFIG", "SET", "requirepass", "secret");

        assertThatThrownBy(
                        () -> connect(uri().withPassword("wrong".toCharArray()).build()))
                .isInstanceOf(RedisConnectionException.class)
                .hasRootCauseMessage("WRONGPASS invalid username-password pair or user is disabled.");
        assertThatThrownBy(() -> connect(uri().build()).get("k")).rootCause().hasMessageStartingWith("NOAUTH ");
        assertThat(connect(uri().withPassword("secret".toCharArray()).build()).ping())
                .isEqualTo("PONG");
    }

    @Test
    void errorsBecomeExceptionsOfTheirKind() {
        var redis = connect(uri().build());
        redis.set("s", "v");

        assertThatThrownBy(() -> redis.lpush("s", "x"))
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessage("WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThatThrownBy(() -> redis.evalsha("0123456789012345678901234567890123456789", ScriptOutputType.STATUS))
                .isInstanceOf(RedisNoScriptException.class);
        assertThatThrownBy(() -> redis.xgroupCreate(io.lettuce.core.XReadArgs.StreamOffset.latest("none"), "g"))
                .hasMessageStartingWith("ERR The XGROUP subcommand requires the key to exist.");
        assertThatThrownBy(() -> redis.eval("return redis.error_reply('BUSYGROUP a while')", ScriptOutputType.STATUS))
                .isInstanceOf(RedisBusyException.class);
        assertThatThrownBy(() -> redis.select(16)).hasMessage("ERR DB index is out of range");
        assertThatThrownBy(() -> redis.clientSetinfo("lib-name", "mine"))
                .hasMessage("ERR unknown subcommand 'SETINFO'. Try CLIENT HELP.");
        assertThat(redis.get("s")).isEqualTo("v");
    }

    @Test
    void theServerTellsOfItself() {
        var redis = connect(uri().withClientName("asking").build());
        redis.set("k", "v");

        assertThat(redis.info("server")).contains("redis_version:7.0.15\r\n");
        assertThat(redis.info()).contains("db0:keys=1,expires=0,avg_ttl=0");
        assertThat(redis.configGet("databases", "maxclients")).containsEntry("databases", "16");
        redis.configSet(Map.of("slowlog-log-slower-than", "0", "slowlog-max-len", "10"));
        assertThat(redis.configGet("slowlog-max-len")).containsEntry("slowlog-max-len", "10");
        assertThat(redis.time()).hasSize(2);
        assertThat(redis.slowlogGet(2)).hasSize(2);
        assertThat(redis.role()).startsWith("master", 0L);
        assertThat(redis.commandCount()).isEqualTo(240);
        assertThat(redis.command()).hasSize(240);
        assertThat(redis.commandInfo("get", "none")).hasSize(2);
        assertThat(redis.memoryUsage("k")).isPositive();
        assertThat(redis.objectEncoding("k")).isEqualTo("embstr");
        assertThat(redis.clientList()).contains("name=asking");
        assertThat(redis.aclCat()).isNotEmpty();
        assertThat(redis.aclList()).containsExactly("user default on nopass ~* &* +@all");
    }

    @Test
    void aConnectionThatWasCutIsOpenedAgainAsItWas() {
        StatefulRedisConnection<String, String> connection = lettuce.client()
                .connect(uri().withDatabase(2).withClientName("again").build());
        RedisCommands<String, String> redis = connection.sync();
        long first = redis.clientId();
        redis.set("k", "v");

        server.cutClients();

        TestedServer.awaitTrue(() -> connection.isOpen() && canAsk(redis) && redis.clientId() != first);
        assertThat(redis.get("k")).isEqualTo("v");
        assertThat(redis.clientInfo()).contains(" name=again ", " db=2 ", " resp=" + resp);
    }

    private static boolean canAsk(RedisCommands<String, String> redis) {
        try {
            return redis.ping().equals("PONG");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    @Test
    void aKilledClientIsTheOneThatWasNamed() {
        var first = connect(uri().build());
        var other = connect(uri().build());
        long id = other.clientId();

        assertThat(first.clientKill(KillArgs.Builder.id(id))).isEqualTo(1);

        TestedServer.awaitTrue(() -> canAsk(other) && other.clientId() != id);
    }
}
