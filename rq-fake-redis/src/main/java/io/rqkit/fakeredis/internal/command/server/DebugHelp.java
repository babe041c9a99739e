package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** What DEBUG HELP answers. */
final class DebugHelp {
    private DebugHelp() {}

    static Reply help(Call call) {
        return call.help(
                "ASSERT",
                "    End this server; and so do CRASH-AND-RECOVER, OOM, PANIC, RESTART and SEGFAULT.",
                "CHANGE-REPL-ID",
                "    Give the data's history a new id, as after a failover.",
                "CONFIG-REWRITE-FORCE-ALL",
                "    Write the configuration file.",
                "DIGEST",
                "    Reply a signature of all data.",
                "DIGEST-VALUE <key> [<key> ...]",
                "    Reply a signature of the value of each key.",
                "ERROR <text>",
                "    Reply an error of that text.",
                "HTSTATS <dbid>",
                "    Reply the size of a database's hash tables.",
                "HTSTATS-KEY <key>",
                "    Reply the size of a value's hash table.",
                "LISTPACK <key>",
                "    Say whether a value is a listpack.",
                "LOADAOF",
                "    Load all data anew.",
                "LOG <message>",
                "    Write a message to the log.",
                "OBJECT <key>",
                "    Reply facts about the value of a key.",
                "POPULATE <count> [<prefix>] [<size>]",
                "    Create <count> string keys named <prefix>:<num>.",
                "PROTOCOL <type>",
                "    Reply a value of a type of the protocol.",
                "QUICKLIST <key>",
                "    Say whether a value is a quicklist.",
                "QUICKLIST-PACKED-THRESHOLD <size>",
                "    Taken, and without effect.",
                "RELOAD [MERGE] [NOFLUSH]",
                "    Load all data anew.",
                "REPLICATE <command>",
                "    Pass a command on to replicas.",
                "REPLYBUFFER <option> <value>",
                "    Taken, and without effect.",
                "SDSLEN <key>",
                "    Reply the lengths of a key and of its value, a string.",
                "SET-ACTIVE-EXPIRE <0|1>",
                "    Remove keys at their deadline, or only when somebody looks at them.",
                "SET-SKIP-CHECKSUM-VALIDATION <0|1>",
                "    Take payloads in RESTORE whose checksum is wrong.",
                "SLEEP <seconds>",
                "    Serve nobody for a while.",
                "STRINGMATCH-TEST",
                "    Match patterns made by chance.",
                "STRUCTSIZE",
                "    Reply the sizes of structures in Redis's memory.");
    }
}
