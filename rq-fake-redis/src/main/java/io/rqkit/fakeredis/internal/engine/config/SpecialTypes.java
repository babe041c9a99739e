package io.rqkit.fakeredis.internal.engine.config;

import io.rqkit.fakeredis.internal.command.Numbers;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types of single parameters that have a form of their own. */
final class SpecialTypes {
    private static final List<String> CLASSES = List.of("normal", "slave", "pubsub");
    private static final String ALL_EVENTS = "g$lshzxetd";
    private static final String EVENT_LETTERS = "AKEmn" + ALL_EVENTS;
    private static final int LIMIT_WORDS = 4;
    private static final int MAX_ADDRESSES = 16;
    private static final int SCORES = 3;
    private static final int MAX_SCORE = 2000;
    private static final int MAX_HOST_NAME = 256;
    private static final int MAX_PORT = 65535;
    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d{1,18}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]*");
    private static final Pattern TITLE =
            Pattern.compile("([^{]|\\{(title|listen-addr|server-mode|port|tls-port|unixsocket|config-file)\\})*");
    private static final int LEAST_BACKLOG = 16384;
    private static final int MAX_HZ = 500;

    private SpecialTypes() {}

    /** The working directory of a JVM can't change; the directory named must exist, as in Redis. */
    static String directory(String value, String current) throws InvalidValueException {
        try {
            Path path = Path.of(current).resolve(value);
            if (!value.isEmpty() && Files.isDirectory(path)) {
                return path.normalize().toString();
            }
            throw new InvalidValueException(Files.exists(path) ? "Not a directory" : "No such file or directory");
        } catch (InvalidPathException unreadable) {
            throw new InvalidValueException("No such file or directory");
        }
    }

    static String save(String value, String current) throws InvalidValueException {
        if (value.isEmpty()) {
            return "";
        }
        String[] words = value.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            boolean seconds = i % 2 == 0;
            if (words.length % 2 != 0
                    || !WHOLE.matcher(words[i]).matches()
                    || Long.parseLong(words[i].trim()) < (seconds ? 1 : 0)) {
                throw new InvalidValueException("Invalid save parameters");
            }
        }
        return String.join(
                " ",
                Arrays.stream(words)
                        .map(w -> Long.toString(Long.parseLong(w.trim())))
                        .toList());
    }

    /** Sets the classes that are named, and leaves the others. */
    static String outputLimits(String value, String current) throws InvalidValueException {
        if (value.isEmpty()) {
            return current;
        }
        String[] words = value.split(" ", -1);
        if (words.length % LIMIT_WORDS != 0) {
            throw new InvalidValueException("Wrong number of arguments in buffer limit configuration.");
        }
        String[] limits = current.split(" ", -1);
        for (int i = 0; i < words.length; i += LIMIT_WORDS) {
            String name = words[i].toLowerCase(Locale.ROOT);
            int type = CLASSES.indexOf(name.equals("replica") ? "slave" : name);
            if (type < 0) {
                throw new InvalidValueException("Invalid client class specified in buffer limit configuration.");
            }
            Long hard = Numbers.bytes(words[i + 1]);
            Long soft = Numbers.bytes(words[i + 2]);
            boolean whole = WHOLE.matcher(words[i + 3]).matches();
            if (hard == null || soft == null || !whole || Long.parseLong(words[i + 3].trim()) < 0) {
                throw new InvalidValueException(
                        "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
            }
            limits[type * LIMIT_WORDS + 1] = Long.toUnsignedString(hard);
            limits[type * LIMIT_WORDS + 2] = Long.toUnsignedString(soft);
            limits[type * LIMIT_WORDS + 3] = Long.toString(Long.parseLong(words[i + 3].trim()));
        }
        return String.join(" ", limits);
    }

    static String memoryScores(String value, String current) throws InvalidValueException {
        String[] words = value.split(" ", -1);
        if (words.length != SCORES) {
            throw new InvalidValueException("wrong number of arguments");
        }
        for (int i = 0; i < words.length; i++) {
            if (!WHOLE.matcher(words[i]).matches() || Math.abs(Long.parseLong(words[i].trim())) > MAX_SCORE) {
                throw new InvalidValueException(
                        "Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
            }
            words[i] = Long.toString(Long.parseLong(words[i].trim()));
        }
        return String.join(" ", words);
    }

    static String keyEvents(String value, String current) throws InvalidValueException {
        for (int i = 0; i < value.length(); i++) {
            if (EVENT_LETTERS.indexOf(value.charAt(i)) < 0) {
                throw new InvalidValueException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
            }
        }
        boolean all = value.indexOf('A') >= 0 || ALL_EVENTS.chars().allMatch(c -> value.indexOf(c) >= 0);
        return (all ? "A" + lettersOf(value, "n") : lettersOf(value, ALL_EVENTS + "n")) + lettersOf(value, "KEm");
    }

    private static String lettersOf(String value, String inOrder) {
        StringBuilder letters = new StringBuilder();
        inOrder.chars().filter(c -> value.indexOf(c) >= 0).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    static String addresses(String value, String current) throws InvalidValueException {
        if (value.split(" ", -1).length > MAX_ADDRESSES) {
            throw new InvalidValueException("Too many bind addresses specified.");
        }
        return value;
    }

    /** Which server to follow can't be known before there are clients, who say REPLICAOF: here only none is taken. */
    static String replicaOf(String value, String current) throws InvalidValueException {
        String[] words = value.split(" ", -1);
        if (words.length != 2) {
            throw new InvalidValueException("wrong number of arguments");
        }
        if (words[0].equalsIgnoreCase("no") && words[1].equalsIgnoreCase("one")) {
            return "";
        }
        if (!WHOLE.matcher(words[1]).matches() || Long.parseLong(words[1].trim()) > MAX_PORT) {
            throw new InvalidValueException("Invalid master port");
        }
        throw new InvalidValueException("use the command REPLICAOF; 'no one' is allowed");
    }

    static String percentiles(String value, String current) throws InvalidValueException {
        if (value.isEmpty()) {
            return "";
        }
        List<String> shown = new ArrayList<>();
        for (String word : value.split(" ", -1)) {
            double percentile = decimal(word);
            if (!(percentile >= 0 && percentile <= 100)) {
                throw new InvalidValueException(
                        "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
            }
            String fixed = String.format(Locale.ROOT, "%f", percentile);
            shown.add(new BigDecimal(fixed).stripTrailingZeros().toPlainString());
        }
        return String.join(" ", shown);
    }

    private static double decimal(String word) throws InvalidValueException {
        try {
            if (!word.isEmpty() && !Character.isWhitespace(word.charAt(0))) {
                return Double.parseDouble(word);
            }
        } catch (NumberFormatException notANumber) {
            // the same error as below
        }
        throw new InvalidValueException("Invalid latency-tracking-info-percentiles parameters");
    }

    static String fileName(String value, String current) throws InvalidValueException {
        if (value.contains("/") || value.contains("\\")) {
            throw new InvalidValueException("dbfilename can't be a path, just a filename");
        }
        return value;
    }

    /** For the append-only file and its directory, whose names must not be empty. */
    static ParameterType appendName(String parameter, String kind) {
        return (value, current) -> {
            if (value.isEmpty()) {
                throw new InvalidValueException(parameter + " can't be empty");
            }
            if (value.contains("/") || value.contains("\\")) {
                throw new InvalidValueException(parameter + " can't be a path, just a " + kind);
            }
            return value;
        };
    }

    static String hostName(String value, String current) throws InvalidValueException {
        if (value.length() >= MAX_HOST_NAME) {
            throw new InvalidValueException("Hostnames must be less than " + MAX_HOST_NAME + " characters");
        }
        if (!HOST_NAME.matcher(value).matches()) {
            throw new InvalidValueException("Hostnames may only contain alphanumeric characters, hyphens or dots");
        }
        return value;
    }

    /** What it expands to where title, socket and file are not set must not be blank. */
    static String title(String value, String current) throws InvalidValueException {
        boolean blank =
                value.replaceAll("\\{(title|unixsocket|config-file)\\}", "").isBlank();
        if (blank || !TITLE.matcher(value).matches()) {
            throw new InvalidValueException("template format is invalid or contains unknown variables");
        }
        return value;
    }

    /** As a Redis that was built without its own allocator, like Debian's, says. */
    static String defragmentation(String value, String current) throws InvalidValueException {
        if (Types.yesOrNo(value).equals("yes")) {
            throw new InvalidValueException("Active defragmentation cannot be enabled: it requires a Redis server"
                    + " compiled with a modified Jemalloc like the one shipped by default with the Redis source"
                    + " distribution");
        }
        return "no";
    }

    /** There is no TLS here, and none can be turned on. */
    static ParameterType withoutTls(ParameterType type, String off) {
        return (value, current) -> {
            String read = type.read(value, current);
            if (!read.equals(off)) {
                throw new InvalidValueException("Unable to update TLS configuration. Check server logs.");
            }
            return read;
        };
    }

    /** A shorter backlog is made longer without a word. */
    static ParameterType backlog(ParameterType type) {
        return (value, current) -> {
            String read = type.read(value, current);
            return Long.parseLong(read) < LEAST_BACKLOG ? Integer.toString(LEAST_BACKLOG) : read;
        };
    }

    /** A frequency out of bounds is brought within them without a word. */
    static ParameterType frequency(ParameterType type) {
        return (value, current) ->
                Long.toString(Math.min(MAX_HZ, Math.max(1, Long.parseLong(type.read(value, current)))));
    }

    /** {@code yes} and {@code relative} are the same. */
    static ParameterType memoryScoreMode(ParameterType type) {
        return (value, current) -> {
            String read = type.read(value, current);
            return read.equals("relative") ? "yes" : read;
        };
    }

    /** To save at the end and not to save are at odds. */
    static ParameterType shutdown(ParameterType type) {
        return (value, current) -> {
            String read = type.read(value, current);
            List<String> words = List.of(read.split(" "));
            if (words.contains("save") && words.contains("nosave")) {
                throw new InvalidValueException("shutdown options SAVE and NOSAVE can't be used simultaneously");
            }
            return read;
        };
    }
}
