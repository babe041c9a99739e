package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Names;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** The commands whose time is measured one by one: what tests send most. */
public enum SingleCommand {
    /** Reads 16 bytes. */
    GET("GET") {
        @Override
        void call(Jedis jedis, int i) {
            jedis.get(KEY);
        }
    },
    /** Writes 16 bytes. */
    SET("SET") {
        @Override
        void call(Jedis jedis, int i) {
            jedis.set(KEY, VALUE);
        }
    },
    /** Pushes an element or pops one, in turn. */
    LIST("LPUSH, RPOP") {
        @Override
        void call(Jedis jedis, int i) {
            if (i % 2 == 0) {
                jedis.lpush(LIST_KEY, VALUE);
            } else {
                jedis.rpop(LIST_KEY);
            }
        }
    },
    /** Sets one of a thousand fields. */
    HSET("HSET") {
        @Override
        void call(Jedis jedis, int i) {
            jedis.hset(HASH_KEY, ELEMENTS[i % ELEMENTS.length], VALUE);
        }
    },
    /** Moves one of a thousand members. */
    ZADD("ZADD") {
        @Override
        void call(Jedis jedis, int i) {
            jedis.zadd(ZSET_KEY, i % 9973, ELEMENTS[i % ELEMENTS.length]);
        }
    },
    /** Appends an entry; the stream begins anew every ten thousand. */
    XADD("XADD") {
        @Override
        void call(Jedis jedis, int i) {
            if (i % STREAM_LENGTH == 0) {
                jedis.del(STREAM_KEY);
            }
            jedis.xadd(STREAM_KEY, XAddParams.xAddParams().id(StreamEntryID.NEW_ENTRY), Map.of(KEY, VALUE));
        }
    },
    /** Runs a script of one GET by its digest. */
    EVALSHA("EVALSHA") {
        @Override
        void prepare(Jedis jedis) {
            super.prepare(jedis);
            if (!jedis.scriptLoad(SCRIPT).equals(SCRIPT_DIGEST)) {
                throw new IllegalStateException("The digest of the script is another");
            }
        }

        @Override
        void call(Jedis jedis, int i) {
            jedis.evalsha(SCRIPT_DIGEST_BYTES, 1, KEY);
        }
    },
    /** Runs a script that adds a million numbers: the interpreter's own speed. */
    LUA_LOOP(Names.LUA_LOOP) {
        @Override
        void call(Jedis jedis, int i) {
            jedis.eval(LOOP);
        }
    };

    private static final byte[] KEY = bytes("benchmark:key:01");
    private static final byte[] LIST_KEY = bytes("benchmark:list");
    private static final byte[] HASH_KEY = bytes("benchmark:hash");
    private static final byte[] ZSET_KEY = bytes("benchmark:zset");
    private static final byte[] STREAM_KEY = bytes("benchmark:stream");
    private static final byte[] VALUE = bytes("0123456789abcdef");
    private static final int STREAM_LENGTH = 10_000;
    private static final byte[][] ELEMENTS = new byte[1000][];
    private static final String SCRIPT = "return redis.call('get', KEYS[1])";
    private static final String SCRIPT_DIGEST = "4e6d8fc8bb01276962cce5371fa795a7763657ae";
    private static final byte[] SCRIPT_DIGEST_BYTES = bytes(SCRIPT_DIGEST);
    private static final byte[] LOOP = bytes("local n = 0 for i = 1, 1000000 do n = n + i end return n");

    static {
        for (int i = 0; i < ELEMENTS.length; i++) {
            ELEMENTS[i] = bytes("element:" + i);
        }
    }

    private final String label;

    SingleCommand(String label) {
        this.label = label;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what the report calls it. */
    String label() {
        return label;
    }

    /** Makes what the command needs. */
    void prepare(Jedis jedis) {
        jedis.set(KEY, VALUE);
    }

    /** Sends it for the i-th time and waits for the reply. */
    abstract void call(Jedis jedis, int i);
}
