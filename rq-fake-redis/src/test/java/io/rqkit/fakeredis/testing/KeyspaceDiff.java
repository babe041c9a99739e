package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares all data of two servers by plain commands: keys, types, encodings, times to live and values. */
final class KeyspaceDiff {
    /** What it asks. */
    static final Set<String> COMMANDS = Set.of(
            "SELECT",
            "KEYS",
            "TYPE",
            "OBJECT",
            "PTTL",
            "GET",
            "LRANGE",
            "HGETALL",
            "SMEMBERS",
            "ZRANGE",
            "XRANGE",
            "XINFO");

    private static final int DATABASES = 16;

    private final RespClient real;
    private final RespClient other;
    private final Comparison comparison;
    private final int index;

    KeyspaceDiff(Side real, Side other, Comparison comparison, int index) {
        this.real = real.control();
        this.other = other.control();
        this.comparison = comparison;
        this.index = index;
    }

    @Nullable
    Mismatch find() {
        List<List<String>> listing = new ArrayList<>();
        for (int database = 0; database < DATABASES; database++) {
            listing.add(List.of("SELECT", Integer.toString(database)));
            listing.add(List.of("KEYS", "*"));
        }
        List<RespValue> ours = real.pipeline(listing);
        List<RespValue> theirs = other.pipeline(listing);
        for (int database = 0; database < DATABASES; database++) {
            RespValue keys = ours.get(2 * database + 1);
            RespValue otherKeys = theirs.get(2 * database + 1);
            boolean missing = comparison.tolerates(Cmd.cmd("KEYS", "*"), otherKeys);
            if (!missing && !Replies.same(Rule.UNORDERED, keys, otherKeys)) {
                return new Mismatch(index, "keys of database " + database, sorted(keys), sorted(otherKeys), null);
            }
            Mismatch found = keys.children().isEmpty() ? null : inDatabase(database, keys);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Mismatch inDatabase(int database, RespValue keys) {
        List<String> select = List.of("SELECT", Integer.toString(database));
        List<String> names = keys.children().stream().map(RespValue::text).toList();
        List<List<String>> types = new ArrayList<>(List.of(select));
        names.forEach(key -> types.add(List.of("TYPE", key)));
        List<RespValue> answers = real.pipeline(types);
        List<List<String>> questions = new ArrayList<>(List.of(select));
        for (int i = 0; i < names.size(); i++) {
            questions.addAll(about(names.get(i), answers.get(i + 1).text()));
        }
        return compare(database, questions);
    }

    private @Nullable Mismatch compare(int database, List<List<String>> questions) {
        List<RespValue> ours = real.pipeline(questions);
        List<RespValue> theirs = other.pipeline(questions);
        String encoding = "";
        for (int i = 0; i < questions.size(); i++) {
            Cmd question = Cmd.cmd(questions.get(i));
            if (question.name().equals("OBJECT")) {
                encoding = ours.get(i).text();
            }
            Rule rule = comparison.rule(question);
            boolean ordered =
                    (rule == Rule.BY_ENCODING || rule == Rule.PAIRS_BY_ENCODING) && !encoding.equals("hashtable");
            boolean same = Replies.same(ordered ? Rule.EXACT : rule, ours.get(i), theirs.get(i));
            if (!same && !comparison.tolerates(question, theirs.get(i))) {
                String where = "data at the end, database " + database + ": " + question;
                return new Mismatch(
                        index, where, ours.get(i).toString(), theirs.get(i).toString(), null);
            }
        }
        return null;
    }

    // TYPE comes first and ENCODING before the value, which compare() relies on.
    private static List<List<String>> about(String key, String type) {
        List<List<String>> questions = new ArrayList<>();
        questions.add(List.of("TYPE", key));
        questions.add(List.of("OBJECT", "ENCODING", key));
        questions.add(List.of("PTTL", key));
        switch (type) {
            case "string" -> questions.add(List.of("GET", key));
            case "list" -> questions.add(List.of("LRANGE", key, "0", "-1"));
            case "hash" -> questions.add(List.of("HGETALL", key));
            case "set" -> questions.add(List.of("SMEMBERS", key));
            case "zset" -> questions.add(List.of("ZRANGE", key, "0", "-1", "WITHSCORES"));
            case "stream" -> {
                questions.add(List.of("XRANGE", key, "-", "+"));
                questions.add(List.of("XINFO", "STREAM", key));
                questions.add(List.of("XINFO", "STREAM", key, "FULL", "COUNT", "0"));
            }
            default -> {}
        }
        return questions;
    }

    private static String sorted(RespValue keys) {
        return new TreeSet<>(keys.children().stream().map(RespValue::toString).toList()).toString();
    }
}
