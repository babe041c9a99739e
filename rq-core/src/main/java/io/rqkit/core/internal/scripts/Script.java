package io.rqkit.core.internal.scripts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One step that Redis takes whole: a Lua text, sent by its hash, and in full only to a server that does not know it.
 *
 * <p>The keys it touches follow from what it finds, such as the dependents of a job, so none is declared: one Redis, or
 * one with replicas, but no cluster. Arguments are strings, byte arrays or numbers; replies hold byte arrays, longs,
 * lists and nulls.
 */
public final class Script {
    private static final String ABSENT = "NOSCRIPT";

    private static final byte[] NO_KEYS = {'0'};

    private final List<String> resources;
    private volatile @Nullable Source source;

    private Script(List<String> resources) {
        this.resources = resources;
    }

    /** What a server is sent. */
    private static final class Source {
        private final byte[] text;
        private final byte[] hash;

        Source(byte[] text) {
            this.text = text;
            this.hash = sha1(text);
        }
    }

    /**
     * Creates a script of resources of this package, which are joined in the order given; keys get their names. They are
     * read when the script is wanted first: a process needs few of all scripts.
     */
    static Script of(String... resources) {
        return new Script(List.of(resources));
    }

    private Source source() {
        Source known = source;
        if (known == null) {
            StringBuilder text = new StringBuilder();
            resources.forEach(resource -> text.append(read(resource)));
            known = new Source(Words.replace(text.toString()).getBytes(UTF_8));
            source = known;
        }
        return known;
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(source().text, UTF_8);
    }

    String hash() {
        return new String(source().hash, US_ASCII);
    }

    /** Runs it, in one round trip unless the server does not know it yet. */
    public @Nullable Object run(UnifiedJedis redis, Object... args) {
        List<byte[]> encoded = encode(args);
        try {
            return redis.evalsha(source().hash, List.of(), encoded);
        } catch (JedisNoScriptException e) {
            return redis.eval(source().text, List.of(), encoded);
        }
    }

    /** Runs it and returns a reply that is a text. */
    public String text(UnifiedJedis redis, Object... args) {
        return string(run(redis, args));
    }

    /** Runs it and returns a reply that is a number. */
    public long number(UnifiedJedis redis, Object... args) {
        return run(redis, args) instanceof Long number ? number : 0;
    }

    /** Runs it and returns a reply that is a list. */
    @SuppressWarnings("unchecked")
    public List<Object> list(UnifiedJedis redis, Object... args) {
        return run(redis, args) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /**
     * Runs it once for each set of arguments, in one round trip unless the server does not know it yet; returns the
     * replies in order. An error of one stands in its place.
     */
    public List<Object> runAll(UnifiedJedis redis, List<Object[]> calls) {
        List<Object> replies = send(redis, Command.EVALSHA, source().hash, calls);
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof Exception error
                    && String.valueOf(error.getMessage()).startsWith(ABSENT)) {
                refused.add(i);
            }
        }
        if (!refused.isEmpty()) {
            List<Object> again = send(
                    redis,
                    Command.EVAL,
                    source().text,
                    refused.stream().map(calls::get).toList());
            for (int i = 0; i < refused.size(); i++) {
                replies.set(refused.get(i), again.get(i));
            }
        }
        return replies;
    }

    private static List<Object> send(UnifiedJedis redis, Command command, byte[] script, List<Object[]> calls) {
        List<Response<Object>> responses = new ArrayList<>(calls.size());
        try (AbstractPipeline pipeline = redis.pipelined()) {
            for (Object[] args : calls) {
                List<byte[]> all = new ArrayList<>(List.of(script, NO_KEYS));
                all.addAll(encode(args));
                responses.add(pipeline.sendCommand(command, all.toArray(byte[][]::new)));
            }
            pipeline.sync();
        }
        List<Object> replies = new ArrayList<>(calls.size());
        for (Response<Object> response : responses) {
            try {
                replies.add(response.get());
            } catch (JedisDataException e) {
                replies.add(e);
            }
        }
        return replies;
    }

    /** Returns the text of a reply; empty for null. */
    public static String string(@Nullable Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, UTF_8) : reply == null ? "" : reply.toString();
    }

    private static List<byte[]> encode(Object[] args) {
        List<byte[]> encoded = new ArrayList<>(args.length);
        for (Object arg : args) {
            encoded.add(arg instanceof byte[] bytes ? bytes : arg.toString().getBytes(UTF_8));
        }
        return encoded;
    }

    private static byte[] sha1(byte[] text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text))
                    .getBytes(US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
