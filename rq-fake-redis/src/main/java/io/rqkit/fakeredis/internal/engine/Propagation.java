package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of execution (a command, a transaction, a script) does to the data, as commands for replicas and files: by default a
 * call that changed something is passed on as it came, and a handler may say otherwise where a replica would come to
 * another result. Costs nothing while nobody listens. Follows call and propagatePendingCommands in Redis's server.c.
 */
public final class Propagation {
    /** May remove expired keys that nobody named, whose deletions are no part of a unit. */
    private static final Set<String> TOUCHING_ARBITRARY_KEYS = Set.of("randomkey", "scan");

    private final Replication replication;
    private final Stats stats;
    private final List<Effect> pending = new ArrayList<>();
    private @Nullable AppendOnlyFile file;

    /** A command for replicas, encoded at once because its arguments may be shared with the data. */
    private record Effect(int database, byte[] request, boolean forReplicasOnly) {}

    Propagation(Replication replication, Stats stats) {
        this.replication = replication;
        this.stats = stats;
    }

    /** Says whether anybody listens. */
    public boolean isWanted() {
        return replication.isFed() || file != null;
    }

    /** Says which file gets what replicas get; null for none. */
    void append(@Nullable AppendOnlyFile newFile) {
        file = newFile;
    }

    /** Notes a command for replicas, to be sent with what else this unit does. */
    public void add(int database, Object... words) {
        if (isWanted()) {
            pending.add(new Effect(database, encode(words), false));
        }
    }

    /** Notes a call that has run, if it changed something. One that ran others speaks through them. */
    void noteCall(Call call, long dirtyBefore, boolean ranOthers) {
        if (!isWanted() || ranOthers || call.isPropagationPrevented()) {
            return;
        }
        if (stats.dirty > dirtyBefore || call.isPropagationForced()) {
            // what changed nothing and is passed on all the same, such as PUBLISH, is no business of a file
            boolean forReplicasOnly = stats.dirty == dirtyBefore;
            pending.add(new Effect(call.session().database(), encode((Object[]) call.propagated()), forReplicasOnly));
        }
    }

    /** Sends what a command or transaction did; several commands become a transaction. */
    void endUnit(CommandSpec spec) {
        if (!pending.isEmpty()) {
            send(pending.size() > 1 && !TOUCHING_ARBITRARY_KEYS.contains(spec.fullName()));
        }
    }

    /** Sends what happened by itself, such as keys expiring. */
    void endUnit() {
        if (!pending.isEmpty()) {
            send(false);
        }
    }

    private void send(boolean asTransaction) {
        if (replication.isFed()) {
            send(pending, asTransaction, replication::feed);
        }
        AppendOnlyFile open = file;
        if (open != null) {
            List<Effect> kept =
                    pending.stream().filter(effect -> !effect.forReplicasOnly).toList();
            send(kept, asTransaction, open::append);
        }
        pending.clear();
    }

    /** Takes a command and the database that it is for. */
    private interface Taker {
        void take(int database, byte[] request);
    }

    private static void send(List<Effect> effects, boolean asTransaction, Taker taker) {
        if (effects.isEmpty()) {
            return;
        }
        if (asTransaction) {
            taker.take(effects.get(0).database, encode("MULTI"));
        }
        effects.forEach(effect -> taker.take(effect.database, effect.request));
        if (asTransaction) {
            taker.take(effects.get(effects.size() - 1).database, encode("EXEC"));
        }
    }

    /** Encodes a request; each word is bytes, text or a number. */
    public static byte[] encode(Object... words) {
        ByteSink out = new ByteSink();
        out.put('*');
        out.decimal(words.length);
        out.crlf();
        for (Object word : words) {
            byte[] bytes = bytes(word);
            out.put('$');
            out.decimal(bytes.length);
            out.crlf();
            out.put(bytes);
            out.crlf();
        }
        return out.toByteArray();
    }

    /** Returns a word of a request as bytes. */
    static byte[] bytes(Object word) {
        return word instanceof byte[] bytes ? bytes : word.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
