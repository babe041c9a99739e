package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.args.ClientAttributeOption;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** How Jedis connects, is refused, finds out about its server, and comes back. */
@EachServer(inProcess = true)
class JedisConnectionTest {
    private final TestedServer server;
    private final int resp;

    JedisConnectionTest(ServerChoice choice) {
        server = choice.start();
        resp = choice.resp();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private DefaultJedisClientConfig.Builder config() {
        return DefaultJedisClientConfig.builder()
                .timeoutMillis(Patience.MILLIS)
                .protocol(resp == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3);
    }

    private Jedis connect(JedisClientConfig config) {
        return new Jedis(JedisTest.sockets(server), config);
    }

    @Test
    void theHandshakeSetsUserDatabaseNameAndProtocol() {
        server.call("ACL", "SETUSER", "bob", "on", ">secret", "~*", "&*", "+@all");

        try (Jedis jedis = connect(config().user("bob")
                .password("secret")
                .database(3)
                .clientName("billing")
                .build())) {

            assertThat(jedis.clientInfo()).contains(" name=billing ", " db=3 ", " user=bob ", " resp=" + resp);
            assertThat(jedis.clientGetname()).isEqualTo("billing");
            assertThat(jedis.aclWhoAmI()).isEqualTo("bob");
        }
    }

    @Test
    void aPasswordIsAskedFor() {
        server.call("CONFIG", "SET", "requirepass", "secret");

        assertThatThrownBy(() -> connect(config().password("wrong").build()))
                .isInstanceOf(JedisAccessControlException.class)
                .hasMessage("WRONGPASS invalid username-password pair or user is disabled.");
        assertThatThrownBy(() -> connect(config().build()).get("k"))
                .isInstanceOf(JedisAccessControlException.class)
                .hasMessageStartingWith("NOAUTH ");
        try (Jedis jedis = connect(config().password("secret").build())) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void whatAUserMayNotDoIsRefused() {
        server.call("ACL", "SETUSER", "bob", "on", "nopass", "~mine:*", "+@all", "-@dangerous");

        try (Jedis jedis = connect(config().user("bob").password("any").build())) {
            assertThat(jedis.set("mine:a", "1")).isEqualTo("OK");
            assertThatThrownBy(() -> jedis.set("yours", "1"))
                    .isInstanceOf(JedisAccessControlException.class)
                    .hasMessage("NOPERM this user has no permissions to access one of the keys used as arguments");
            assertThatThrownBy(jedis::flushAll)
                    .isInstanceOf(JedisAccessControlException.class)
                    .hasMessage("NOPERM this user has no permissions to run the 'flushall' command");
        }
    }

    @Test
    void aCommandOfALaterVersionIsUnknown() {
        try (Jedis jedis = connect(config().build())) {
            assertThatThrownBy(() -> jedis.clientSetInfo(ClientAttributeOption.LIB_NAME, "mine"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("ERR unknown subcommand 'SETINFO'. Try CLIENT HELP.");
            assertThatThrownBy(() -> jedis.hexpire("h", 10, "f"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("ERR unknown command 'HEXPIRE', with args beginning with: 'h' '10' 'FIELDS' '1' 'f' ");
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void errorsBecomeExceptionsOfTheirKind() {
        try (Jedis jedis = connect(config().build())) {
            assertThatThrownBy(() -> jedis.evalsha("0123456789012345678901234567890123456789"))
                    .isInstanceOf(JedisNoScriptException.class);
            assertThatThrownBy(() -> jedis.scriptKill())
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("NOTBUSY No scripts in execution right now.");
            assertThatThrownBy(() -> jedis.eval("return redis.error_reply('BUSY a while')"))
                    .isInstanceOf(JedisBusyException.class);
            assertThatThrownBy(() -> jedis.select(16)).hasMessage("ERR DB index is out of range");
            assertThatThrownBy(() -> jedis.configSet("maxmemory-policy", "none"))
                    .hasMessageStartingWith(
                            "ERR CONFIG SET failed (possibly related to argument 'maxmemory-policy') - ");
        }
    }

    @Test
    void theServerTellsOfItself() {
        try (Jedis jedis = connect(config().clientName("asking").build())) {
            jedis.rpush("l", "a", "b");

            assertThat(jedis.info("server")).contains("redis_version:7.0.15\r\n", "redis_mode:standalone\r\n");
            assertThat(jedis.info()).contains("# Keyspace\r\ndb0:keys=1,expires=0,avg_ttl=0");
            assertThat(jedis.configGet("maxmemory", "databases")).containsEntry("databases", "16");
            assertThat(jedis.configGet("notify-keyspace-events")).containsEntry("notify-keyspace-events", "");
            long before = Instant.now().getEpochSecond();
            assertThat(Long.parseLong(jedis.time().get(0)))
                    .isBetween(before, Instant.now().getEpochSecond());
            assertThat(jedis.dbSize()).isEqualTo(1);
            assertThat(jedis.objectEncoding("l")).isEqualTo("quicklist");
            assertThat(jedis.memoryUsage("l")).isPositive();
            assertThat(jedis.role()).startsWith("master");
            assertThat(jedis.commandCount()).isEqualTo(240);
            assertThat(jedis.moduleList()).isEmpty();
            assertThat(jedis.clientList()).contains("name=asking");
            jedis.configSet("slowlog-log-slower-than", "0");
            jedis.ping();
            assertThat(jedis.slowlogGet(1)).singleElement().satisfies(slow -> {
                assertThat(slow.getArgs()).containsExactly("PING");
                assertThat(slow.getClientName()).isEqualTo("asking");
            });
        }
    }

    @Test
    void aPoolOpensAnotherConnectionForOneThatWasCut() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setTestOnBorrow(true);
        JedisClientConfig config = config().database(2).build();
        try (RedisClient jedis = RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(
                        new PooledConnectionProvider(new ConnectionFactory(JedisTest.sockets(server), config), pool))
                .build()) {
            jedis.set("k", "v");

            server.cutClients();

            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(server.call("INFO", "keyspace")).contains("db2:keys=1");
        }
    }

    @Test
    void aConnectionThatWasCutIsBroken() {
        try (Connection connection = new Connection(JedisTest.sockets(server), config().build())) {
            assertThat(connection.ping()).isTrue();

            server.cutClients();

            assertThatThrownBy(connection::ping).isInstanceOf(JedisConnectionException.class);
            assertThat(connection.isBroken()).isTrue();
        }
    }

    @Test
    void aKilledClientIsTheOneThatWasNamed() {
        try (Jedis first = connect(config().build());
                Jedis other = connect(config().build())) {
            long id = other.clientId();

            first.clientKill(redis.clients.jedis.params.ClientKillParams.clientKillParams()
                    .id(String.valueOf(id)));

            assertThat(List.of(first.clientList().split("\n"))).noneMatch(line -> line.startsWith("id=" + id + " "));
            assertThatThrownBy(other::ping).isInstanceOf(JedisConnectionException.class);
        }
    }
}
