package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens to which channels. Follows pubsub.c in Redis; names are Latin-1 strings, a character a byte. */
public final class PubSub {
    private static final Reply MESSAGE = Reply.bulk("message");
    private static final Reply PATTERN_MESSAGE = Reply.bulk("pmessage");
    private static final Reply SHARD_MESSAGE = Reply.bulk("smessage");

    /** What a session can subscribe to. */
    public enum Kind {
        CHANNEL("subscribe", "unsubscribe"),
        PATTERN("psubscribe", "punsubscribe"),
        SHARD("ssubscribe", "sunsubscribe");

        private final Reply subscribed;
        private final Reply unsubscribed;

        Kind(String subscribed, String unsubscribed) {
            this.subscribed = Reply.bulk(subscribed);
            this.unsubscribed = Reply.bulk(unsubscribed);
        }
    }

    private final Map<Kind, Map<String, Set<Session>>> listeners =
            Map.of(Kind.CHANNEL, new HashMap<>(), Kind.PATTERN, new LinkedHashMap<>(), Kind.SHARD, new HashMap<>());

    /** Subscribes a session and returns what it is told. */
    public Reply subscribe(Session session, Kind kind, byte[] name) {
        String latin1 = new String(name, StandardCharsets.ISO_8859_1);
        if (session.subscriptions(kind).add(latin1)) {
            of(kind).computeIfAbsent(latin1, n -> new LinkedHashSet<>()).add(session);
        }
        return push(kind.subscribed, Reply.bulk(name), Reply.of(count(session, kind)));
    }

    /** Ends a subscription, if there is one, and returns what the session is told. */
    public Reply unsubscribe(Session session, Kind kind, byte[] name) {
        remove(session, kind, new String(name, StandardCharsets.ISO_8859_1));
        return push(kind.unsubscribed, Reply.bulk(name), Reply.of(count(session, kind)));
    }

    /** Ends all subscriptions of a kind and returns what the session is told, which is never nothing. */
    public Reply unsubscribeAll(Session session, Kind kind) {
        List<Reply> told = new ArrayList<>();
        for (String name : List.copyOf(session.subscriptions(kind))) {
            told.add(unsubscribe(session, kind, name.getBytes(StandardCharsets.ISO_8859_1)));
        }
        if (told.isEmpty()) {
            told.add(push(kind.unsubscribed, Reply.NULL, Reply.of(count(session, kind))));
        }
        return new Reply.Several(told);
    }

    /** Ends everything for a session that goes, silently. */
    void forget(Session session) {
        for (Kind kind : Kind.values()) {
            if (!session.subscriptions(kind).isEmpty()) {
                List.copyOf(session.subscriptions(kind)).forEach(name -> remove(session, kind, name));
            }
        }
    }

    private void remove(Session session, Kind kind, String name) {
        if (session.subscriptions(kind).remove(name)) {
            Set<Session> sessions = of(kind).getOrDefault(name, new LinkedHashSet<>());
            sessions.remove(session);
            if (sessions.isEmpty()) {
                of(kind).remove(name);
            }
        }
    }

    /** Channels and patterns are counted together, shard channels apart. */
    private static long count(Session session, Kind kind) {
        return kind == Kind.SHARD
                ? session.subscriptions(Kind.SHARD).size()
                : session.subscriptions(Kind.CHANNEL).size()
                        + session.subscriptions(Kind.PATTERN).size();
    }

    /** Sends a message to who listens to a channel or to a pattern that matches it; returns how many got it. */
    public int publish(byte[] channel, byte[] message) {
        int receivers = send(Kind.CHANNEL, channel, push(MESSAGE, Reply.bulk(channel), Reply.bulk(message)));
        for (Map.Entry<String, Set<Session>> pattern : of(Kind.PATTERN).entrySet()) {
            byte[] glob = pattern.getKey().getBytes(StandardCharsets.ISO_8859_1);
            if (Glob.matches(glob, channel)) {
                Reply told = push(PATTERN_MESSAGE, Reply.bulk(glob), Reply.bulk(channel), Reply.bulk(message));
                pattern.getValue().forEach(session -> session.tell(told));
                receivers += pattern.getValue().size();
            }
        }
        return receivers;
    }

    /** Sends a message to who listens to a shard channel; returns how many got it. */
    public int publishShard(byte[] channel, byte[] message) {
        return send(Kind.SHARD, channel, push(SHARD_MESSAGE, Reply.bulk(channel), Reply.bulk(message)));
    }

    private int send(Kind kind, byte[] channel, Reply told) {
        Map<String, Set<Session>> byName = of(kind);
        Set<Session> sessions = byName.isEmpty() ? null : byName.get(new String(channel, StandardCharsets.ISO_8859_1));
        if (sessions == null) {
            return 0;
        }
        sessions.forEach(session -> session.tell(told));
        return sessions.size();
    }

    /** Returns names with their number of listeners. */
    public Map<String, Integer> active(Kind kind) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        of(kind).forEach((name, sessions) -> counts.put(name, sessions.size()));
        return Collections.unmodifiableMap(counts);
    }

    private static Reply push(Reply... items) {
        return new Reply.Push(List.of(items));
    }

    private Map<String, Set<Session>> of(Kind kind) {
        Map<String, Set<Session>> byName = listeners.get(kind);
        if (byName == null) {
            throw new IllegalStateException("No map for " + kind);
        }
        return byName;
    }
}
