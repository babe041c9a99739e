package io.rqkit.fakeredis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a client may do to harm others. None of it waits for the server; what can't be sent at once is not sent. */
public enum Attack {
    RANDOM_BYTES {
        @Override
        void run(Attacker by) throws IOException {
            for (int i = by.times(100); i > 0; i--) {
                byte[] bytes = new byte[by.chance.nextInt(4000)];
                by.chance.nextBytes(bytes);
                by.send(by.connect(), bytes);
            }
        }
    },
    /** Bytes of a valid pipeline replaced, left out or doubled, and its end cut off. */
    BENT_COMMANDS {
        @Override
        void run(Attacker by) throws IOException {
            for (int i = by.times(300); i > 0; i--) {
                by.send(by.connect(), RespBytes.bent(by.chance));
            }
        }
    },
    HUGE_COUNTS {
        @Override
        void run(Attacker by) throws IOException {
            for (String start : List.of(
                    "*2147483647\r\n",
                    "*2147483647\r\n$536870912\r\n",
                    "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$536870912\r\n",
                    "*-2147483648\r\n",
                    "*1\r\n$-2147483648\r\n",
                    "*99999999999999999999\r\n",
                    "*1\r\n$99999999999999999999\r\n",
                    "*1000000\r\n" + "$0\r\n\r\n".repeat(10_000))) {
                by.send(by.connect(), start.getBytes(ISO_8859_1));
            }
        }
    },
    LINES_WITHOUT_END {
        @Override
        void run(Attacker by) throws IOException {
            for (String start : List.of("", "*", "*1\r\n$", "PING \"")) {
                by.flood(by.connect(), start.getBytes(ISO_8859_1), "1".repeat(60_000), 3 << 20);
            }
        }
    },
    /** A command that grows by a byte at a time, and one that never ends. */
    SLOW_SENDERS {
        @Override
        void run(Attacker by) throws IOException {
            byte[] request = RespBytes.of("SET", "slow", "x".repeat(200));
            List<SocketChannel> all = new ArrayList<>();
            for (int i = by.times(50); i > 0; i--) {
                all.add(by.connect());
            }
            for (int at = 0; at < request.length / 2; at++) {
                for (SocketChannel each : all) {
                    by.send(each, new byte[] {request[at]});
                }
            }
        }
    },
    PINGS_NEVER_READ {
        @Override
        void run(Attacker by) throws IOException {
            by.flood(by.connect(), new byte[0], "PING\r\n".repeat(5000), by.times(30) << 20);
        }
    },
    LONG_REPLIES_NEVER_READ {
        @Override
        void run(Attacker by) throws IOException {
            by.send(by.connect(), RespBytes.of("SET", "long", "x".repeat(500_000)));
            for (int i = 0; i < 3; i++) {
                by.send(by.connect(), "GET long\r\n".repeat(2000).getBytes(ISO_8859_1));
            }
        }
    },
    SUBSCRIBERS_NEVER_READ {
        @Override
        void run(Attacker by) throws IOException {
            by.send(by.connect(), "CONFIG SET client-output-buffer-limit \"pubsub 2mb 0 0\"\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 3; i++) {
                by.send(by.connect(), "SUBSCRIBE news\r\n".getBytes(ISO_8859_1));
                by.send(by.connect(), "MONITOR\r\n".getBytes(ISO_8859_1));
            }
            SocketChannel publisher = by.connect();
            by.flood(publisher, new byte[0], "PUBLISH news %s\r\n".formatted("x".repeat(50_000)), 12 << 20);
        }
    },
    /** As many as no limit of Redis's ends. */
    SUBSCRIBERS_WITHOUT_LIMIT {
        @Override
        void run(Attacker by) throws IOException {
            by.send(by.connect(), "CONFIG SET client-output-buffer-limit \"pubsub 0 0 0\"\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 4; i++) {
                by.send(by.connect(), "SUBSCRIBE news\r\n".getBytes(ISO_8859_1));
            }
            SocketChannel publisher = by.connect();
            by.flood(publisher, new byte[0], "PUBLISH news %s\r\n".formatted("x".repeat(50_000)), 60 << 20);
        }
    },
    CONNECTIONS_DROPPED {
        @Override
        void run(Attacker by) throws IOException {
            for (int i = by.times(300); i > 0; i--) {
                SocketChannel each = by.connect();
                if (i % 3 == 0) {
                    by.send(each, "PI".getBytes(ISO_8859_1));
                    each.shutdownOutput();
                } else {
                    // without linger, closing resets the connection
                    each.setOption(java.net.StandardSocketOptions.SO_LINGER, i % 3 == 1 ? 0 : -1);
                    each.close();
                }
            }
        }
    },
    A_HUNDRED_THOUSAND_QUEUED {
        @Override
        void run(Attacker by) throws IOException {
            by.flood(by.connect(), "MULTI\r\n".getBytes(ISO_8859_1), "SET queued 1\r\n".repeat(1000), 1_400_000);
        }
    },
    /** Who waits, watches, listens and tracks leaves without a word. */
    DROPPED_IN_EVERY_STATE {
        @Override
        void run(Attacker by) throws IOException {
            for (int i = by.times(10); i > 0; i--) {
                for (String state : List.of(
                        "BLPOP nothing 0\r\n",
                        "XREAD BLOCK 0 STREAMS stream $\r\n",
                        "BZPOPMIN nothing 0\r\n",
                        "WATCH a b c\r\nMULTI\r\nSET a 1\r\n",
                        "SUBSCRIBE a\r\n",
                        "PSUBSCRIBE *\r\nSSUBSCRIBE s\r\n",
                        "HELLO 3\r\nCLIENT TRACKING ON BCAST\r\n",
                        "CLIENT TRACKING ON REDIRECT 1\r\nGET a\r\n",
                        "CLIENT REPLY OFF\r\n",
                        "MONITOR\r\n",
                        "CLIENT SETNAME " + "n".repeat(20_000) + "\r\n")) {
                    by.send(by.connect(), state.getBytes(ISO_8859_1));
                }
            }
        }
    },
    TRACKED_KEYS {
        @Override
        void run(Attacker by) throws IOException {
            StringBuilder reads = new StringBuilder("HELLO 3\r\nCLIENT TRACKING ON\r\n");
            for (int i = 0; i < 5000; i++) {
                reads.append("GET tracked:").append(i).append("\r\n");
            }
            by.send(by.connect(), reads.toString().getBytes(ISO_8859_1));
        }
    },
    PATTERNS_THAT_BACKTRACK {
        @Override
        void run(Attacker by) throws IOException {
            SocketChannel asking = by.connect();
            by.send(asking, RespBytes.of("SET", "a".repeat(200), "1"));
            for (String pattern : List.of("a*".repeat(100) + "b", "*".repeat(50_000) + "b", "[a-".repeat(1000))) {
                by.send(asking, RespBytes.of("KEYS", pattern));
                by.send(asking, RespBytes.of("SCAN", "0", "MATCH", pattern));
                by.send(asking, RespBytes.of("PSUBSCRIBE", pattern));
                by.send(asking, RespBytes.of("PUNSUBSCRIBE", pattern));
            }
        }
    },
    GREEDY_COMMANDS {
        @Override
        void run(Attacker by) throws IOException {
            SocketChannel asking = by.connect();
            for (String line : List.of(
                    "SETRANGE big 536870911 x",
                    "SETBIT big 4294967295 1",
                    "BITFIELD big SET i64 #67108863 1",
                    "DEL big",
                    "EVAL \"local s = 'x' while true do s = s .. s end\" 0",
                    "EVAL \"local t = {} for i = 1, 1e9 do t[i] = i end\" 0",
                    "EVAL \"return ('x'):rep(1e9)\" 0",
                    "EVAL \"local function f() return 1 + f() end return f()\" 0",
                    "EVAL \"error(('x'):rep(1e6))\" 0",
                    "EVAL \"local t = {} for i = 1, 100000 do t = {t} end return t\" 0",
                    "EVAL \"return cjson.decode(('['):rep(100000))\" 0",
                    "EVAL \"return cmsgpack.unpack(('\\145'):rep(100000))\" 0",
                    "RESTORE garbage 0 \"\\x00\\xff\\xff\\xff\\xff\\x09\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\"",
                    "SRANDMEMBER nothing -2147483647",
                    "LCS big big",
                    "CLIENT NO-EVICT on")) {
                by.send(asking, (line + "\r\n").getBytes(ISO_8859_1));
            }
        }
    };

    abstract void run(Attacker by) throws IOException;

    /** Attacks a server; the connections that it opens stay open until the attacker is closed, or the attack closes them. */
    public void run(Attacker by, Runnable meanwhile) throws IOException {
        by.meanwhile = meanwhile;
        run(by);
    }

    /** The connections of an attack. */
    public static final class Attacker implements Closeable {
        private static final int PATIENCE = 20;

        private final InetSocketAddress server;
        private final Random chance;
        private final int scale;
        private final List<SocketChannel> open = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        /** Creates an attacker whose chance is decided by {@code seed}, and who does things {@code scale} times as often. */
        public Attacker(InetSocketAddress server, long seed, int scale) {
            this.server = server;
            this.chance = new Random(seed);
            this.scale = scale;
        }

        int times(int often) {
            return often * scale;
        }

        SocketChannel connect() throws IOException {
            SocketChannel channel = SocketChannel.open(server);
            channel.configureBlocking(false);
            open.add(channel);
            if (open.size() % 10 == 0) {
                meanwhile.run();
            }
            return channel;
        }

        /** Sends what the connection takes; others are served while it takes nothing. */
        void send(SocketChannel to, byte[] bytes) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            try {
                for (int vain = 0; left.hasRemaining() && vain < PATIENCE; ) {
                    if (to.write(left) == 0) {
                        vain++;
                        meanwhile.run();
                    }
                }
            } catch (IOException ended) {
                // the server has had enough
            }
        }

        void flood(SocketChannel to, byte[] start, String piece, int bytes) {
            send(to, start);
            byte[] one = piece.getBytes(ISO_8859_1);
            for (int sent = 0; sent < bytes; sent += one.length) {
                send(to, one);
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }
}
