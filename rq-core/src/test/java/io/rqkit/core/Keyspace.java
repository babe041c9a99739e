package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rqkit.core.internal.encoding.Zlib;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;

/**
 * A whole database with everything replaced that differs from run to run: dates, stream ids, execution ids. Scores and
 * times to live are relative to the time of reading, in steps of ten seconds. Compressed data is shown as text.
 */
final class Keyspace {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Fields of a worker that differ from process to process. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("pid", "hostname", "ip_address", "version", "python_version", "total_working_time");

    private Keyspace() {}

    /** Reads a recorded state of RQ 2.10, without what its test jobs left. */
    static Map<String, Object> recorded(String name) throws IOException {
        try (InputStream in = Keyspace.class.getResourceAsStream("/rq-2.10/" + name + ".json")) {
            JsonNode file = JSON.readTree(in);
            double at = file.get("at").asDouble();
            Map<String, Object> keys = new TreeMap<>();
            for (JsonNode key : file.get("keys")) {
                String keyName = key.get("key").asText();
                if (!keyName.startsWith("mark:")) {
                    keys.put(
                            normalName(keyName),
                            List.of(
                                    value(key.get("value"), at),
                                    near(key.get("pttl").asDouble() / 1000)));
                }
            }
            return keys;
        }
    }

    /** Reads the database of a client. */
    static Map<String, Object> read(UnifiedJedis redis) {
        double at = System.currentTimeMillis() / 1000.0;
        Map<String, Object> keys = new TreeMap<>();
        for (String key : redis.keys("*")) {
            Object value = switch (redis.type(key)) {
                case "hash" -> hash(redis, key);
                case "list" -> redis.lrange(key, 0, -1);
                case "set" -> redis.smembers(key).stream().sorted().toList();
                case "zset" ->
                    redis.zrangeWithScores(key, 0, -1).stream()
                            .map(member -> List.of(normal("", member.getElement()), score(member.getScore(), at)))
                            .toList();
                case "stream" ->
                    redis.xrange(key, "-", "+").stream()
                            .map(entry -> normal(entry.getFields()))
                            .toList();
                default -> redis.get(key);
            };
            keys.put(normalName(key), List.of(value, near(redis.pttl(key) / 1000.0)));
        }
        return keys;
    }

    /** Stores a recorded state as it was, times to live included. */
    static void load(UnifiedJedis redis, String name) throws IOException {
        load(redis, keys("/rq-2.10/" + name + ".json"));
    }

    /** Returns the keys of a recorded state as its file spells them. */
    static JsonNode keys(String resource) throws IOException {
        try (InputStream in = Keyspace.class.getResourceAsStream(resource)) {
            return JSON.readTree(in).get("keys");
        }
    }

    /** Stores recorded keys as they were, times to live included. */
    static void load(UnifiedJedis redis, JsonNode keys) {
        for (JsonNode key : keys) {
            byte[] keyName = key.get("key").asText().getBytes(StandardCharsets.UTF_8);
            store(redis, keyName, key.get("type").asText(), key.get("value"));
            if (key.get("pttl").asLong() > 0) {
                redis.pexpire(keyName, key.get("pttl").asLong());
            }
        }
    }

    private static void store(UnifiedJedis redis, byte[] key, String type, JsonNode value) {
        String name = new String(key, StandardCharsets.UTF_8);
        switch (type) {
            case "hash" ->
                value.properties()
                        .forEach(field -> redis.hset(
                                key, field.getKey().getBytes(StandardCharsets.UTF_8), bytes(field.getValue())));
            case "list" -> value.forEach(element -> redis.rpush(key, bytes(element)));
            case "set" -> value.forEach(element -> redis.sadd(key, bytes(element)));
            case "zset" ->
                value.forEach(member -> redis.zadd(
                        name,
                        member.get(1).asText().equals("inf")
                                ? Double.POSITIVE_INFINITY
                                : Double.parseDouble(member.get(1).asText()),
                        member.get(0).asText()));
            case "stream" ->
                value.forEach(entry -> {
                    Map<String, String> fields = new TreeMap<>();
                    entry.get(1)
                            .forEach(field -> fields.put(
                                    field.get(0).asText(), field.get(1).asText()));
                    redis.xadd(name, new StreamEntryID(entry.get(0).asText()), fields);
                });
            default -> redis.set(key, bytes(value));
        }
    }

    private static byte[] bytes(JsonNode value) {
        return value.isObject()
                ? Base64.getDecoder().decode(value.get("base64").asText())
                : value.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static Object hash(UnifiedJedis redis, String key) {
        Map<String, String> fields = new TreeMap<>();
        redis.hgetAll(key.getBytes(StandardCharsets.UTF_8)).forEach((field, value) -> {
            String name = new String(field, StandardCharsets.UTF_8);
            fields.put(name, normal(name, inflated(name, value)));
        });
        return fields;
    }

    private static Object value(JsonNode value, double at) {
        if (value.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            value.properties().forEach(field -> {
                byte[] stored = bytes(field.getValue());
                fields.put(field.getKey(), normal(field.getKey(), inflated(field.getKey(), stored)));
            });
            return fields;
        }
        List<Object> elements = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isTextual()) {
                elements.add(element.asText());
            } else if (element.get(1).isArray()) {
                Map<String, String> fields = new TreeMap<>();
                element.get(1)
                        .forEach(field ->
                                fields.put(field.get(0).asText(), field.get(1).asText()));
                elements.add(normal(fields));
            } else {
                String score = element.get(1).asText();
                double number = score.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(score);
                elements.add(List.of(normal("", element.get(0).asText()), score(number, at)));
            }
        }
        return elements;
    }

    private static String inflated(String field, byte[] bytes) {
        boolean isPacked = field.equals("data") || field.equals("exc_info");
        return new String(isPacked ? Zlib.inflateOrRaw(bytes) : bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> normal(Map<String, String> fields) {
        Map<String, String> normal = new TreeMap<>();
        fields.forEach((field, value) -> normal.put(field, normal(field, value)));
        return normal;
    }

    private static String normalName(String key) {
        return key.replaceAll("[0-9a-f]{32}$", "EXECUTION");
    }

    private static String normal(String field, String value) {
        if (field.equals("exc_string")) {
            return "EXC";
        }
        if (OF_THE_PROCESS.contains(field)) {
            return field.toUpperCase(Locale.ROOT);
        }
        return value.replaceAll("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$", "DATE")
                .replaceAll("^\\d{10}\\.\\d{1,6}$", "SECONDS")
                .replaceAll("[0-9a-f]{32}$", "EXECUTION");
    }

    private static String score(double score, double at) {
        return Double.isInfinite(score) || score < 0 ? Double.toString(score) : "now+" + near(score - at);
    }

    private static long near(double seconds) {
        return Math.round(seconds / 10) * 10;
    }
}
