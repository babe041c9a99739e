package io.rqkit.fakeredis.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rqkit.fakeredis.internal.command.CommandKeys;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients that cache keys on their side which ones to forget. Follows <a
 * href="https://redis.io/docs/latest/develop/reference/client-side-caching/">client-side caching</a> and tracking.c in
 * Redis: keys are known by their names alone, whatever the database.
 */
public final class Tracking {
    private static final byte[] CHANNEL = "__redis__:invalidate".getBytes(ISO_8859_1);

    private final Engine engine;
    /** Who read a key, by the ids of sessions. */
    private final Map<String, Set<Long>> readers = new LinkedHashMap<>();

    private final Map<String, Broadcast> broadcasts = new TreeMap<>();
    /** Keys that the running session changed and has read itself; null stands for all keys. */
    private final List<@Nullable String> pending = new ArrayList<>();

    private @Nullable Session current;
    private int clients;
    private long items;
    /** Whether anybody ever asked to be told. */
    private boolean used;

    /** Keys of one prefix that changed since they were last told, each with who changed it last. */
    private static final class Broadcast {
        private final Map<String, @Nullable Session> changed = new TreeMap<>();
        private final Set<Session> sessions = new LinkedHashSet<>();
    }

    /** How a session wants to be told. */
    public static final class State {
        private final Set<String> prefixes = new TreeSet<>();
        private long redirect;
        private boolean broadcasts;
        private boolean optIn;
        private boolean optOut;
        private boolean noLoop;
        private boolean caching;
        private boolean redirectBroken;

        /** Returns the id of the session that is told instead, or 0. */
        public long redirect() {
            return redirect;
        }

        public boolean broadcasts() {
            return broadcasts;
        }

        public boolean optIn() {
            return optIn;
        }

        public boolean optOut() {
            return optOut;
        }

        public boolean noLoop() {
            return noLoop;
        }

        /** Says whether CLIENT CACHING turned the habit around for what comes next. */
        public boolean caching() {
            return caching;
        }

        /** Turns the habit around for the next command or transaction. */
        public void cacheNext() {
            caching = true;
        }

        public boolean isRedirectBroken() {
            return redirectBroken;
        }

        /** Returns the prefixes of keys broadcast, in order. */
        public Set<String> prefixes() {
            return prefixes;
        }
    }

    /** What CLIENT TRACKING ON asks for. */
    public record Options(
            long redirect, boolean broadcasts, boolean optIn, boolean optOut, boolean noLoop, List<String> prefixes) {}

    Tracking(Engine engine) {
        this.engine = engine;
    }

    /** Begins to track for a session, or changes how. */
    public void enable(Session session, Options options) {
        State state = session.tracking();
        if (state == null) {
            state = new State();
            session.tracking(state);
            clients++;
        }
        used = true;
        state.redirectBroken = false;
        state.redirect = options.redirect;
        state.broadcasts = options.broadcasts;
        state.optIn = options.optIn;
        state.optOut = options.optOut;
        state.noLoop = options.noLoop;
        if (options.broadcasts) {
            for (String prefix : options.prefixes.isEmpty() ? List.of("") : options.prefixes) {
                broadcasts
                        .computeIfAbsent(prefix, p -> new Broadcast())
                        .sessions
                        .add(session);
                state.prefixes.add(prefix);
            }
        }
    }

    /** Stops tracking for a session. */
    public void disable(Session session) {
        State state = session.tracking();
        if (state == null) {
            return;
        }
        for (String prefix : state.prefixes) {
            Broadcast broadcast = broadcasts.get(prefix);
            if (broadcast != null && broadcast.sessions.remove(session) && broadcast.sessions.isEmpty()) {
                broadcasts.remove(prefix);
            }
        }
        session.tracking(null);
        clients--;
    }

    /** Returns how many sessions are tracked. */
    public int clients() {
        return clients;
    }

    /** Returns how many keys somebody read. */
    public int totalKeys() {
        return readers.size();
    }

    /** Returns how many pairs of a key and its reader there are. */
    public long totalItems() {
        return items;
    }

    /** Returns how many prefixes are broadcast. */
    public int totalPrefixes() {
        return broadcasts.size();
    }

    boolean isUsed() {
        return used;
    }

    /** Notes whose request runs now, or that none does. */
    void running(@Nullable Session session) {
        current = session;
    }

    /** Remembers what a call has read. */
    void ran(Call call) {
        if (!call.command().spec().is(Flag.READONLY)
                || runsScript(call.command().spec())) {
            return;
        }
        Call caller = call;
        ScriptRun script = engine.scripts().running();
        if (call.session().isScript() && script != null) {
            // what a script reads is what it declared
            caller = script.caller();
        }
        State state = caller.session().tracking();
        if (state == null
                || state.broadcasts
                || (state.optIn && !state.caching)
                || (state.optOut && state.caching)
                || caller.command().spec().is(Flag.PUBSUB)) {
            return;
        }
        for (CommandKeys.Found key : CommandKeys.find(caller.command().spec(), caller.argv())) {
            String name = new String(caller.arg(key.index()), ISO_8859_1);
            if (readers.computeIfAbsent(name, n -> new LinkedHashSet<>(2))
                    .add(caller.session().id())) {
                items++;
            }
        }
    }

    private static boolean runsScript(CommandSpec spec) {
        return switch (spec.fullName()) {
            case "eval_ro", "evalsha_ro", "fcall_ro" -> true;
            default -> false;
        };
    }

    /** Ends a request: CLIENT CACHING has had its effect. */
    void ended(Session session, @Nullable Command command) {
        current = null;
        State state = session.tracking();
        if (state != null
                && !session.transaction().isOpen()
                && (command == null || !"client".equals(command.spec().container()))) {
            state.caching = false;
        }
    }

    /** Runs a waiting session's call again: what it changes is told to that session after its reply. */
    void serving(Session session, Runnable call) {
        if (!used) {
            call.run();
            return;
        }
        Session outer = current;
        current = session;
        call.run();
        flushPending();
        current = outer;
    }

    /** Tells the running session, which has had its reply, of what it changed itself. */
    void flushPending() {
        Session session = current;
        if (session != null && !pending.isEmpty()) {
            for (String key : pending) {
                tell(session, key == null ? Reply.NULL : keys(List.of(key)));
            }
        }
        pending.clear();
    }

    private static Reply keys(List<String> names) {
        return Reply.array(names.stream()
                .map(name -> Reply.bulk(name.getBytes(ISO_8859_1)))
                .toList());
    }

    /** Tells whoever read a key that it changed. */
    void modified(byte[] key) {
        if (!used) {
            return;
        }
        String name = new String(key, ISO_8859_1);
        noteBroadcasts(name);
        invalidate(name);
    }

    private void noteBroadcasts(String name) {
        for (Map.Entry<String, Broadcast> broadcast : broadcasts.entrySet()) {
            if (name.startsWith(broadcast.getKey())) {
                // what a script changes nobody in particular has changed
                broadcast.getValue().changed.put(name, engine.scripts().running() == null ? current : null);
            }
        }
    }

    private void invalidate(String name) {
        Set<Long> ids = readers.remove(name);
        if (ids == null) {
            return;
        }
        items -= ids.size();
        for (long id : ids) {
            Session target = engine.session(id);
            State state = target == null ? null : target.tracking();
            if (target == null || state == null || state.broadcasts || (state.noLoop && target == current)) {
                continue;
            }
            if (target == current) {
                pending.add(name);
            } else {
                tell(target, keys(List.of(name)));
            }
        }
    }

    /** Tells everyone to forget everything. */
    public void flushed() {
        if (!used) {
            return;
        }
        for (Session session : List.copyOf(engine.sessions())) {
            if (session.tracking() != null && session == current) {
                pending.add(null);
            } else if (session.tracking() != null) {
                tell(session, Reply.NULL);
            }
        }
        readers.clear();
        items = 0;
    }

    /** Forgets keys beyond tracking-table-max-keys, those read first first; Redis takes any, and some at a time. */
    void limitKeys() {
        if (clients == 0) {
            return;
        }
        long max = Long.parseLong(engine.config().value("tracking-table-max-keys"));
        Session running = current;
        // nobody's doing, so that whoever runs a command now is told like all others
        current = null;
        while (max > 0 && readers.size() > max) {
            invalidate(readers.keySet().iterator().next());
        }
        current = running;
    }

    /** Tells of all changed keys with a prefix at once; called when the server has nothing more to execute. */
    void broadcast() {
        if (!used) {
            return;
        }
        for (Broadcast broadcast : List.copyOf(broadcasts.values())) {
            if (broadcast.changed.isEmpty()) {
                continue;
            }
            Map<String, @Nullable Session> changed = new TreeMap<>(broadcast.changed);
            broadcast.changed.clear();
            for (Session session : List.copyOf(broadcast.sessions)) {
                State state = session.tracking();
                boolean noLoop = state != null && state.noLoop;
                List<String> told = changed.entrySet().stream()
                        .filter(key -> !noLoop || key.getValue() != session)
                        .map(Map.Entry::getKey)
                        .toList();
                if (!told.isEmpty()) {
                    tell(session, keys(told));
                }
            }
        }
    }

    private void tell(Session session, Reply keys) {
        State state = session.tracking();
        if (state == null) {
            return;
        }
        Session target = session;
        if (state.redirect != 0) {
            target = engine.session(state.redirect);
            if (target == null) {
                state.redirectBroken = true;
                if (session.resp() > 2) {
                    session.tell(
                            new Reply.Push(List.of(Reply.bulk("tracking-redir-broken"), Reply.of(state.redirect))));
                }
                return;
            }
        }
        if (target.resp() > 2) {
            target.tell(new Reply.Push(List.of(Reply.bulk("invalidate"), keys)));
        } else if (state.redirect != 0 && target.isSubscribed()) {
            target.tell(new Reply.Push(List.of(Reply.bulk("message"), Reply.bulk(CHANNEL), keys)));
        }
    }
}
