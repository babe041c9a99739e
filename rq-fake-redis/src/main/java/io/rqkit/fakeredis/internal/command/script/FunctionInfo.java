package io.rqkit.fakeredis.internal.command.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.ScriptRun;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.script.Library;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subcommands of FUNCTION that tell of libraries and of what runs. */
final class FunctionInfo {
    private static final CommandException NO_PATTERN = new CommandException("ERR library name argument was not given");
    private static final Reply ENGINE = Reply.bulk("LUA");
    private static final int FIRST = 2;

    private FunctionInfo() {}

    static Reply list(Call call) {
        boolean withCode = false;
        byte[] pattern = null;
        for (int i = FIRST; i < call.argc(); i++) {
            if (!withCode && call.argIs(i, "WITHCODE")) {
                withCode = true;
            } else if (pattern == null && call.argIs(i, "LIBRARYNAME")) {
                if (i >= call.argc() - 1) {
                    throw NO_PATTERN;
                }
                pattern = call.arg(++i);
            } else {
                throw Errors.quoting("ERR Unknown argument ", call.arg(i), "");
            }
        }
        List<Reply> libraries = new ArrayList<>();
        for (Library library : Scripting.of(call.engine()).libraries().all()) {
            if (matches(pattern, library)) {
                libraries.add(library(library, withCode));
            }
        }
        return Reply.array(libraries);
    }

    private static boolean matches(byte @Nullable [] pattern, Library library) {
        return pattern == null
                || Glob.matchesIgnoringCase(pattern, library.name().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Reply library(Library library, boolean withCode) {
        List<Reply> functions = library.functions().values().stream()
                .map(FunctionInfo::function)
                .toList();
        List<Reply> shown = new ArrayList<>(List.of(
                Reply.bulk("library_name"),
                Reply.bulk(library.name()),
                Reply.bulk("engine"),
                ENGINE,
                Reply.bulk("functions"),
                Reply.array(functions)));
        if (withCode) {
            shown.add(Reply.bulk("library_code"));
            shown.add(Reply.bulk(library.code()));
        }
        return new Reply.MapOf(shown);
    }

    private static Reply function(Library.Function function) {
        byte[] description = function.description();
        return new Reply.MapOf(List.of(
                Reply.bulk("name"),
                Reply.bulk(function.name()),
                Reply.bulk("description"),
                description == null ? Reply.NULL : Reply.bulk(description),
                Reply.bulk("flags"),
                new Reply.SetOf(function.flagNames().stream().map(Reply::simple).toList())));
    }

    static Reply stats(Call call) {
        ScriptRun running = call.engine().scripts().running();
        if (running != null && running.isEval()) {
            return Reply.error(call.engine().scripts().busyTextOf(running));
        }
        Scripting scripting = Scripting.of(call.engine());
        Reply counts = new Reply.MapOf(List.of(
                Reply.bulk("libraries_count"),
                Reply.of(scripting.libraries().all().size()),
                Reply.bulk("functions_count"),
                Reply.of(scripting.libraries().functionCount())));
        return new Reply.MapOf(List.of(
                Reply.bulk("running_script"),
                running == null ? Reply.NULL : running(running),
                Reply.bulk("engines"),
                new Reply.MapOf(List.of(ENGINE, counts))));
    }

    private static Reply running(ScriptRun run) {
        return new Reply.MapOf(List.of(
                Reply.bulk("name"),
                Reply.bulk(run.name()),
                Reply.bulk("command"),
                Reply.bulks(Arrays.asList(run.caller().argv())),
                Reply.bulk("duration_ms"),
                Reply.of(run.elapsedMillis())));
    }

    static Reply kill(Call call) {
        return call.engine().scripts().kill(false);
    }

    static Reply help(Call call) {
        return call.help(HELP);
    }

    private static final String[] HELP = {
        "LOAD [REPLACE] <FUNCTION CODE>",
        "    Create a new library with the given library name and code.",
        "DELETE <LIBRARY NAME>",
        "    Delete the given library.",
        "LIST [LIBRARYNAME PATTERN] [WITHCODE]",
        "    Return general information on all the libraries:",
        "    * Library name",
        "    * The engine used to run the Library",
        "    * Library description",
        "    * Functions list",
        "    * Library code (if WITHCODE is given)",
        "    It also possible to get only function that matches a pattern using LIBRARYNAME argument.",
        "STATS",
        "    Return information about the current function running:",
        "    * Function name",
        "    * Command used to run the function",
        "    * Duration in MS that the function is running",
        "    If no function is running, return nil",
        "    In addition, returns a list of available engines.",
        "KILL",
        "    Kill the current running function.",
        "FLUSH [ASYNC|SYNC]",
        "    Delete all the libraries.",
        "    When called without the optional mode argument, the behavior is determined by the",
        "    lazyfree-lazy-user-flush configuration directive. Valid modes are:",
        "    * ASYNC: Asynchronously flush the libraries.",
        "    * SYNC: Synchronously flush the libraries.",
        "DUMP",
        "    Return a serialized payload representing the current libraries, can be restored using FUNCTION RESTORE command",
        "RESTORE <PAYLOAD> [FLUSH|APPEND|REPLACE]",
        "    Restore the libraries represented by the given payload, it is possible to give a restore policy to",
        "    control how to handle existing libraries (default APPEND):",
        "    * FLUSH: delete all existing libraries.",
        "    * APPEND: appends the restored libraries to the existing libraries. On collision, abort.",
        "    * REPLACE: appends the restored libraries to the existing libraries, On collision, replace the old",
        "      libraries with the new libraries (notice that even on this option there is a chance of failure",
        "      in case of functions name collision with another library)."
    };
}
