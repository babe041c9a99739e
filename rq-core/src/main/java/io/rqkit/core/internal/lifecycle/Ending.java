package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.Zlib;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a run ended, as the step that stores it must be told.
 *
 * @param execution the run
 * @param how the word for it
 * @param payload what the result stream keeps: a value or the text of an error; may be empty
 * @param first what the word needs besides
 * @param second what the word needs besides
 */
public record Ending(Execution execution, String how, String payload, String first, String second) {
    private static final String NO_MORE_TRIES = "no";

    /** The job returned a value; the TTL, in seconds, is for a job that names none. */
    public static Ending finished(Execution execution, JsonNode value, long defaultTtl) {
        return new Ending(execution, "finished", packed(value), Long.toString(defaultTtl), "");
    }

    /** The job threw; what follows is the job's next try, or the end. */
    public static Ending failed(Execution execution, String error) {
        return new Ending(execution, "failed", packed(error), "", "");
    }

    /** The job threw; its next try, if it has one, is after this pause and not the one that it names. */
    public static Ending failed(Execution execution, String error, Duration pause) {
        return new Ending(execution, "failed", packed(error), Long.toString(pause.toSeconds()), "");
    }

    /** The job threw what must not be tried again. */
    public static Ending failedForGood(Execution execution, String error) {
        return new Ending(execution, "failed", packed(error), NO_MORE_TRIES, "");
    }

    /** The run was killed, not the job's fault; what follows is the job's next try, or the end. */
    public static Ending killed(Execution execution, String error) {
        return new Ending(execution, "killed", packed(error), "", "");
    }

    /** A user stopped the run. */
    public static Ending stopped(Execution execution, String error) {
        return new Ending(execution, "stopped", packed(error), "", "");
    }

    /** The job asked for another try by what it returned. */
    public static Ending triedAgain(Execution execution, JsonNode value, int max, List<Duration> pauses) {
        String seconds =
                pauses.stream().map(pause -> Long.toString(pause.toSeconds())).collect(Collectors.joining(" "));
        return new Ending(execution, "retry", packed(value), Integer.toString(max), seconds);
    }

    /** The worker gives the run up, which may have done anything; the job goes back into its queue, so often. */
    public static Ending lost(Execution execution, String error, int limit) {
        return new Ending(execution, "lost", packed(error), Integer.toString(limit), "");
    }

    private static String packed(JsonNode value) {
        return value.isNull() ? "" : Base64.getEncoder().encodeToString(Json.bytes(value));
    }

    static String packed(String error) {
        return Base64.getEncoder().encodeToString(Zlib.deflate(error.getBytes(UTF_8)));
    }
}
