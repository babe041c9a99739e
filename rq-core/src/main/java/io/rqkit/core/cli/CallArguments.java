package io.rqkit.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rqkit.core.JobCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a job as RQ's command line writes them: {@code text}, {@code :json}, {@code %literal}, {@code key=…}. */
final class CallArguments {
    private final List<@Nullable Object> positional = new ArrayList<>();
    private final Map<String, @Nullable Object> keywords = new LinkedHashMap<>();

    private CallArguments() {}

    /**
     * Reads them.
     *
     * @throws CommandFailure when one is malformed, a keyword is given twice, or a file can't be read
     */
    static JobCall call(String function, List<String> arguments) {
        CallArguments read = new CallArguments();
        arguments.forEach(read::add);
        return new JobCall(function, read.positional, read.keywords);
    }

    private void add(String argument) {
        int equals = argument.indexOf('=');
        boolean marked = argument.startsWith(":") || argument.startsWith("%");
        if (marked) {
            positional.add(value(argument.charAt(0), argument.substring(1), "argument " + (positional.size() + 1)));
        } else if (equals > 0) {
            char before = argument.charAt(equals - 1);
            boolean typed = equals > 1 && (before == ':' || before == '%');
            String key = argument.substring(0, typed ? equals - 1 : equals);
            if (keywords.containsKey(key)) {
                throw new CommandFailure(ExitCodes.USAGE, "The keyword " + key + " is given twice.");
            }
            keywords.put(key, value(typed ? before : ' ', argument.substring(equals + 1), "keyword " + key));
        } else {
            positional.add(content(argument));
        }
    }

    private static @Nullable Object value(char kind, String text, String place) {
        String content = content(text);
        return switch (kind) {
            case ':' -> json(content, place);
            case '%' -> literal(content, place);
            default -> content;
        };
    }

    private static String content(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(1)));
        } catch (IOException | InvalidPathException unreadable) {
            throw new CommandFailure(ExitCodes.USAGE, "The file " + text.substring(1) + " can't be read.");
        }
    }

    private static @Nullable Object json(String text, String place) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(text, Object.class);
        } catch (JsonProcessingException malformed) {
            throw new CommandFailure(ExitCodes.USAGE, "The " + place + " is no JSON: " + text);
        }
    }

    private static @Nullable Object literal(String text, String place) {
        try {
            return PythonLiteral.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "The " + place + " is " + malformed.getMessage() + ", or one that JSON has no form for: " + text);
        }
    }
}
