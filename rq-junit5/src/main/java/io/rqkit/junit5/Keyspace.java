package io.rqkit.junit5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.Tuple;

/**
 * The data of a server as text, a line a key, without what differs between two runs of one test: random ids are numbered
 * by where they stand, times are masked.
 */
final class Keyspace {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[0-9a-f]{32}\\b");
    // a date, or seconds, milliseconds or microseconds since 1970 that lie between 2017 and 2033, as stream ids do
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?"
                    + "|(?<![\\d.])(1[5-9]\\d{8}(\\.\\d+)?(E9)?|1[5-9]\\d{11}(-\\d+)?|1[5-9]\\d{14})(?![\\d.])"
                    + "|(?<![\\d.])1\\.[5-9]\\d*E(9|12)(?!\\d)");
    // where a worker's connection came from, and how long it worked
    private static final Pattern CHANCE =
            Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+\\b|(?<=working_time=)[\\d.E-]+");
    private static final int ROUNDS = 3;
    private static final long NO_TTL = -1;

    /** A line a key, with its TTL in milliseconds or -1. Lines of the same text are told apart by their number alone. */
    private final List<Line> lines;

    private record Line(String text, long ttlMillis) {}

    /** A key as it was read: parts of a value whose order means nothing are sorted once they are masked. */
    private record Raw(String key, String type, List<String> parts, boolean isOrdered, long ttlMillis) {
        List<String> texts() {
            List<String> texts = new ArrayList<>(parts);
            texts.add(key);
            return texts;
        }
    }

    private Keyspace(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads the databases of a server, or only the one that the connection is on. */
    static Keyspace read(Jedis jedis, boolean readsAll) {
        List<Raw> raw = new ArrayList<>();
        if (!readsAll) {
            readDatabase(jedis, "", raw);
            return new Keyspace(normalized(raw));
        }
        Matcher database = Pattern.compile("(?m)^db(\\d+):keys=").matcher(jedis.info("keyspace"));
        while (database.find()) {
            int number = Integer.parseInt(database.group(1));
            jedis.select(number);
            readDatabase(jedis, number == 0 ? "" : "database " + number + "  ", raw);
        }
        return new Keyspace(normalized(raw));
    }

    private static void readDatabase(Jedis jedis, String prefix, List<Raw> raw) {
        for (byte[] key : jedis.keys("*".getBytes(StandardCharsets.ISO_8859_1))) {
            String type = jedis.type(key);
            if (!type.equals("none")) { // it may have expired meanwhile
                boolean isOrdered = type.equals("list") || type.equals("stream") || type.equals("string");
                raw.add(new Raw(prefix + text(key), type, parts(jedis, key, type), isOrdered, jedis.pttl(key)));
            }
        }
    }

    private static List<String> parts(Jedis jedis, byte[] key, String type) {
        return switch (type) {
            case "string" -> List.of(text(jedis.get(key)));
            case "list" -> jedis.lrange(key, 0, -1).stream().map(Keyspace::text).toList();
            case "set" -> jedis.smembers(key).stream().map(Keyspace::text).toList();
            case "hash" ->
                jedis.hgetAll(key).entrySet().stream()
                        .map(field -> text(field.getKey()) + "=" + text(field.getValue()))
                        .toList();
            case "zset" ->
                jedis.zrangeWithScores(key, 0, -1).stream()
                        .map(Keyspace::member)
                        .toList();
            case "stream" -> stream(jedis, key);
            default -> List.of();
        };
    }

    private static String member(Tuple member) {
        return text(member.getBinaryElement()) + "=" + member.getScore();
    }

    private static List<String> stream(Jedis jedis, byte[] key) {
        List<StreamEntry> entries =
                jedis.xrange(new String(key, StandardCharsets.UTF_8), (StreamEntryID) null, (StreamEntryID) null);
        return entries.stream()
                .map(entry -> entry.getID() + new TreeMap<>(entry.getFields()).toString())
                .toList();
    }

    /** Returns UTF-8 as it is, and anything else escaped. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0 && text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            escaped.append(b >= ' ' && b < 127 ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return escaped.toString();
    }

    // Ids are coloured by the lines that they stand in, where the other ids show by their colours of the round before.
    private static List<Line> normalized(List<Raw> raw) {
        Map<String, Integer> colours = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<String>> places = new TreeMap<>();
            for (Raw line : raw) {
                for (String id : ids(line)) {
                    places.computeIfAbsent(id, any -> new ArrayList<>()).add(masked(line, colours, id));
                }
            }
            places.values().forEach(list -> list.sort(null));
            List<String> kinds = places.values().stream()
                    .map(List::toString)
                    .distinct()
                    .sorted()
                    .toList();
            places.forEach((id, list) -> colours.put(id, kinds.indexOf(list.toString()) + 1));
        }
        return raw.stream()
                .map(line -> new Line(masked(line, colours, null), line.ttlMillis()))
                .sorted(Comparator.comparing(Line::text).thenComparing(Line::ttlMillis))
                .toList();
    }

    private static Set<String> ids(Raw line) {
        return line.texts().stream()
                .flatMap(text -> ID.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static String masked(Raw line, Map<String, Integer> colours, @Nullable String own) {
        Stream<String> parts = line.parts().stream().map(part -> masked(part, colours, own));
        String value = (line.isOrdered() ? parts : parts.sorted()).collect(Collectors.joining(", "));
        boolean isOne = line.type().equals("string");
        return masked(line.key(), colours, own) + "  " + line.type() + "  " + (isOne ? value : "[" + value + "]");
    }

    private static String masked(String text, Map<String, Integer> colours, @Nullable String own) {
        String withoutIds = ID.matcher(text).replaceAll(match -> {
            String id = match.group();
            return id.equals(own) ? "<this>" : "<id " + colours.getOrDefault(id, 0) + ">";
        });
        String withoutTimes = TIME.matcher(withoutIds).replaceAll("<time>");
        return CHANCE.matcher(withoutTimes).replaceAll("<any>");
    }

    /** Returns what one has and the other has not, a line each; empty when they are alike. */
    static List<String> differences(String first, Keyspace one, String second, Keyspace other) {
        Map<String, String> differences = new TreeMap<>(); // by the line, so that what belongs together stands so
        List<Line> unmatched = new ArrayList<>(other.lines);
        for (Line line : one.lines) {
            Line twin = unmatched.stream()
                    .filter(candidate -> candidate.text().equals(line.text()))
                    .findFirst()
                    .orElse(null);
            if (twin == null) {
                differences.put(line.text(), "only on " + first + ": " + line.text());
            } else {
                unmatched.remove(twin);
                if (!isAlike(line.ttlMillis(), twin.ttlMillis())) {
                    String ttls = "TTL " + ttl(line) + " on " + first + ", " + ttl(twin) + " on " + second;
                    differences.put(line.text(), ttls + ": " + line.text());
                }
            }
        }
        unmatched.forEach(line -> differences.put(line.text(), "only on " + second + ": " + line.text()));
        return List.copyOf(differences.values());
    }

    // two runs of one test are not equally quick
    private static boolean isAlike(long one, long other) {
        if (one == NO_TTL || other == NO_TTL) {
            return one == other;
        }
        return Math.abs(one - other) <= 5000 + Math.max(one, other) / 20;
    }

    private static String ttl(Line line) {
        return line.ttlMillis() == NO_TTL ? "none" : Math.round(line.ttlMillis() / 1000.0) + " s";
    }
}
