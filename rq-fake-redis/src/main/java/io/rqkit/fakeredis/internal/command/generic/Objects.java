package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** OBJECT: what a value looks like inside. Follows object.c. */
final class Objects {
    private static final String POLICY_NOTE = " Please note that when switching between policies at runtime LRU and LFU"
            + " data will take some time to adjust.";
    private static final CommandException IDLE_NOT_TRACKED =
            new CommandException("ERR An LFU maxmemory policy is selected, idle time not tracked." + POLICY_NOTE);
    private static final CommandException FREQUENCY_NOT_TRACKED = new CommandException(
            "ERR An LFU maxmemory policy is not selected, access frequency not tracked." + POLICY_NOTE);

    private Objects() {}

    static Reply encoding(Call call) {
        KeyEntry entry = call.keyspace().ask(call.arg(2));
        return entry == null ? Reply.NULL : Reply.bulk(entry.value().encoding());
    }

    static Reply refcount(Call call) {
        KeyEntry entry = call.keyspace().ask(call.arg(2));
        return entry == null
                ? Reply.NULL
                : Reply.of(entry.value().references(call.config().sharesIntegers()));
    }

    static Reply idleTime(Call call) {
        KeyEntry entry = call.keyspace().ask(call.arg(2));
        if (entry == null) {
            return Reply.NULL;
        }
        if (call.config().maxmemoryPolicy().isLfu()) {
            throw IDLE_NOT_TRACKED;
        }
        return Reply.of(call.keyspace().idleSeconds(entry));
    }

    static Reply frequency(Call call) {
        KeyEntry entry = call.keyspace().ask(call.arg(2));
        if (entry == null) {
            return Reply.NULL;
        }
        if (!call.config().maxmemoryPolicy().isLfu()) {
            throw FREQUENCY_NOT_TRACKED;
        }
        return Reply.of(call.keyspace().frequency(entry));
    }

    static Reply help(Call call) {
        return call.help(
                "ENCODING <key>",
                "    Return the kind of internal representation used in order to store the value",
                "    associated with a <key>.",
                "FREQ <key>",
                "    Return the access frequency index of the <key>. The returned integer is",
                "    proportional to the logarithm of the recent access frequency of the key.",
                "IDLETIME <key>",
                "    Return the idle time of the <key>, that is the approximated number of",
                "    seconds elapsed since the last access to the key.",
                "REFCOUNT <key>",
                "    Return the number of references of the value associated with the specified",
                "    <key>.");
    }
}
