package io.rqkit.fakeredis.internal.command.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SCRIPT and its subcommands. */
final class CachedScripts {
    private static final CommandException FLUSH_MODE =
            new CommandException("ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    private static final CommandException DEBUG_MODE = new CommandException("ERR Use SCRIPT DEBUG YES/SYNC/NO");

    private CachedScripts() {}

    static Reply load(Call call) {
        return Reply.bulk(Scripting.of(call.engine()).load(call.arg(2)).sha());
    }

    static Reply exists(Call call) {
        List<Reply> found = new ArrayList<>(call.argc());
        for (int i = 2; i < call.argc(); i++) {
            found.add(Reply.flag(Scripting.of(call.engine()).find(call.arg(i)) != null));
        }
        return Reply.array(found);
    }

    static Reply flush(Call call) {
        if (call.argc() > 3 || (call.argc() == 3 && !call.argIs(2, "SYNC") && !call.argIs(2, "ASYNC"))) {
            throw FLUSH_MODE;
        }
        Scripting.of(call.engine()).flush();
        return Reply.OK;
    }

    static Reply kill(Call call) {
        return call.engine().scripts().kill(true);
    }

    /** There is no debugger here: the modes are taken, and scripts run to their end. */
    static Reply debug(Call call) {
        return switch (call.text(2).toUpperCase(Locale.ROOT)) {
            case "YES", "SYNC", "NO" -> Reply.OK;
            default -> throw DEBUG_MODE;
        };
    }

    static Reply help(Call call) {
        return call.help(
                "DEBUG (YES|SYNC|NO)",
                "    Set the debug mode for subsequent scripts executed.",
                "EXISTS <sha1> [<sha1> ...]",
                "    Return information about the existence of the scripts in the script cache.",
                "FLUSH [ASYNC|SYNC]",
                "    Flush the Lua scripts cache. Very dangerous on replicas.",
                "    When called without the optional mode argument, the behavior is determined by the",
                "    lazyfree-lazy-user-flush configuration directive. Valid modes are:",
                "    * ASYNC: Asynchronously flush the scripts cache.",
                "    * SYNC: Synchronously flush the scripts cache.",
                "KILL",
                "    Kill the currently executing Lua script.",
                "LOAD <script>",
                "    Load a script into the scripts cache without executing it.");
    }
}
