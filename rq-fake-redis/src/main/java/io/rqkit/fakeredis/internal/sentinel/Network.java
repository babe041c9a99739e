package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Outbox;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.engine.replication.Dialer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How the members of a system reach one another, in this JVM: at once or after a while, or not at all. Thread-safe. */
public final class Network implements AutoCloseable {
    private final RedisClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Address, Engine> members = new HashMap<>();
    private final Set<Address> stopped = new HashSet<>();
    private final Set<Set<Address>> cuts = new HashSet<>();
    private final Map<Address, Long> lagMicros = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Errands errands = new Errands();

    /** Creates a network without members. */
    public Network(RedisClock clock) {
        this.clock = clock;
    }

    public RedisClock clock() {
        return clock;
    }

    /** Adds a member. */
    public void add(Address address, Engine engine) {
        lock.lock();
        try {
            members.put(address, engine);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the server at an address if {@code from} can reach it now, or null. */
    public @Nullable Engine reach(Address from, Address to) {
        lock.lock();
        try {
            return stopped.contains(from) || stopped.contains(to) || cuts.contains(Set.of(from, to))
                    ? null
                    : members.get(to);
        } finally {
            lock.unlock();
        }
    }

    /** Says whether a member runs. */
    public boolean isRunning(Address member) {
        lock.lock();
        try {
            return !stopped.contains(member);
        } finally {
            lock.unlock();
        }
    }

    /** Stops a member or lets it run again; its links end when it stops. */
    public void stop(Address member, boolean stops) {
        lock.lock();
        try {
            if (stops) {
                stopped.add(member);
            } else {
                stopped.remove(member);
            }
        } finally {
            lock.unlock();
        }
        endBrokenLinks();
    }

    /** Lets two members not reach one another. */
    public void cut(Address one, Address other) {
        lock.lock();
        try {
            if (!one.equals(other)) {
                cuts.add(Set.of(one, other));
            }
        } finally {
            lock.unlock();
        }
        endBrokenLinks();
    }

    /** Lets all members that run reach one another. */
    public void heal() {
        lock.lock();
        try {
            cuts.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Sets how long it takes until a replica gets what its master says. */
    public void lag(Address replica, long micros) {
        lock.lock();
        try {
            lagMicros.put(replica, micros);
        } finally {
            lock.unlock();
        }
    }

    private long lagOf(Address replica) {
        lock.lock();
        try {
            return lagMicros.getOrDefault(replica, 0L);
        } finally {
            lock.unlock();
        }
    }

    private void endBrokenLinks() {
        for (Link link : links()) {
            if (reach(link.from, link.to) == null) {
                link.breakDown();
            }
        }
    }

    private List<Link> links() {
        lock.lock();
        try {
            return List.copyOf(links);
        } finally {
            lock.unlock();
        }
    }

    private void add(Link link) {
        lock.lock();
        try {
            links.add(link);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Link link) {
        lock.lock();
        try {
            links.remove(link);
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the next bytes arrive, in microseconds since the epoch. */
    long nextMicros() {
        return links().stream().mapToLong(Link::nextMicros).min().orElse(Long.MAX_VALUE);
    }

    /** Has something done soon, when no server's lock is held. */
    void soon(Runnable errand) {
        errands.add(errand);
    }

    /** Waits until whoever hung up is heard of. To be called without any server's lock. */
    public void settle() {
        errands.settle();
    }

    @Override
    public void close() {
        errands.close();
    }

    /** Carries over what is due. */
    void carry() {
        errands.settle();
        links().forEach(Link::carry);
    }

    /** Returns how a member reaches others: members in this JVM, and whoever else by {@code others}. */
    public Dialer dialerOf(Address from, Dialer others) {
        return new Dialer() {
            @Override
            public Outbox dial(String host, int port, Answers answers) {
                Address to = new Address(host, port);
                if (!isMember(to)) {
                    return others.dial(host, port, answers);
                }
                Link link = new Link(from, to, answers);
                add(link);
                return link;
            }

            @Override
            public Exchange open(String host, int port, int timeoutMillis) throws IOException {
                return others.open(host, port, timeoutMillis);
            }
        };
    }

    private boolean isMember(Address address) {
        lock.lock();
        try {
            return members.containsKey(address);
        } finally {
            lock.unlock();
        }
    }

    /** The link of a replica to its master. It is made when the replica says its first word. */
    private final class Link implements Outbox {
        private final Address from;
        private final Address to;
        private final Dialer.Answers answers;
        private final Pipe forth = new Pipe(this::deliver);
        private final Pipe back;
        private volatile @Nullable RemoteEnd end;
        private volatile boolean ended;

        Link(Address from, Address to, Dialer.Answers answers) {
            this.from = from;
            this.to = to;
            this.answers = answers;
            this.back = new Pipe(bytes -> answers.receive(bytes, 0, bytes.length));
        }

        private void deliver(byte[] bytes) {
            RemoteEnd remote = connected();
            if (remote != null) {
                remote.receive(bytes);
            }
        }

        private @Nullable RemoteEnd connected() {
            RemoteEnd known = end;
            if (known != null || ended) {
                return known;
            }
            Engine master = reach(from, to);
            if (master == null) {
                breakDown();
                return null;
            }
            try {
                known = new RemoteEnd(master, this);
            } catch (IllegalStateException closed) {
                breakDown();
                return null;
            }
            end = known;
            return known;
        }

        long nextMicros() {
            return Math.min(forth.nextMicros(), back.nextMicros());
        }

        void carry() {
            long now = clock.micros();
            forth.carry(now);
            back.carry(now);
        }

        /** Takes what the master says. */
        void answer(byte[] bytes, int offset, int length) {
            long lag = lagOf(from);
            back.put(bytes, offset, length, lag == 0 ? Long.MIN_VALUE : clock.micros() + lag);
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            forth.put(bytes, offset, length, Long.MIN_VALUE);
        }

        @Override
        public void flush() {
            carry();
        }

        @Override
        public void flushLater() {
            carry();
        }

        /** The replica hangs up, with its engine's lock held. */
        @Override
        public void end() {
            close();
            RemoteEnd remote = end;
            if (remote != null) {
                errands.add(remote::hangUp);
            }
        }

        @Override
        public long pending() {
            return 0;
        }

        @Override
        public void drop() {
            end();
        }

        private void close() {
            ended = true;
            remove(this);
            forth.close();
            back.close();
        }

        /** Ends the link as a broken cable does. Called without any engine's lock. */
        void breakDown() {
            if (ended) {
                return;
            }
            close();
            RemoteEnd remote = end;
            if (remote != null) {
                remote.hangUp();
            }
            answers.ended();
        }
    }

    /** The master's end of a link: a session like any client's. */
    private final class RemoteEnd implements Outbox {
        private final Engine engine;
        private final Link link;
        private final Session session;

        RemoteEnd(Engine engine, Link link) {
            this.engine = engine;
            this.link = link;
            this.session = engine.connect(this, link.from.host() + ":0", link.to.toString());
        }

        void receive(byte[] bytes) {
            engine.receive(session, bytes, 0, bytes.length, true);
        }

        void hangUp() {
            engine.disconnect(session);
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            link.answer(bytes, offset, length);
        }

        @Override
        public void flush() {
            link.carry();
        }

        @Override
        public void flushLater() {
            link.carry();
        }

        /** The master hangs up, with its engine's lock held; what it said before still arrives. */
        @Override
        public void end() {
            errands.add(() -> {
                link.carry();
                link.breakDown();
            });
        }

        @Override
        public long pending() {
            return 0;
        }

        @Override
        public void drop() {
            end();
        }
    }
}
