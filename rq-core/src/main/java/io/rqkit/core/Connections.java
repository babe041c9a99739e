package io.rqkit.core;

import io.rqkit.core.internal.settings.Sockets;
import io.rqkit.core.internal.time.Timeline;
import io.rqkit.core.internal.time.Timelines;
import java.net.Socket;
import java.time.InstantSource;
import java.util.LinkedList;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keeps the stack of connections of each thread, with the semantics of RQ 1.13.
 *
 * <p>Queues, jobs, registries and workers take the top of the stack once, when they are made, and keep it; an explicit
 * connection beats the stack. Connections are compared by identity. A new thread starts with an empty stack: see
 * {@link #carry(Runnable)}. Every method works on the calling thread's stack alone, never talks to Redis and never
 * closes a connection.
 *
 * <pre>{@code
 * try (var scope = Connections.with(first)) {
 *   Queue q1 = new Queue("foo");
 *   Queue q2;
 *   try (var inner = Connections.with(second)) {
 *     q2 = new Queue("bar");
 *   }
 *   Queue q3 = new Queue("qux");   // q1 and q3 hold first, q2 holds second
 * }
 * }</pre>
 *
 * <h2>Differs</h2>
 *
 * Where RQ raises {@code AssertionError}, this raises {@link UnbalancedConnectionException} with RQ's text. Where RQ
 * lets that error replace the exception of a scope's body, here the body's exception is thrown and the other one is
 * attached to it as suppressed. RQ's deprecation warnings are left out, except that {@link #use(UnifiedJedis)} is
 * marked deprecated.
 */
public final class Connections {
    /** Holds null elements too, which {@code ArrayDeque} refuses: RQ allows pushing {@code None}. */
    private static final ThreadLocal<@Nullable LinkedList<@Nullable UnifiedJedis>> STACK = new ThreadLocal<>();

    private Connections() {}

    /**
     * Puts a connection on top of this thread's stack.
     *
     * @param connection the connection; null is stored as RQ stores {@code None}: it counts in {@link #depth()}, hides
     *     the connections under it, and for {@link #resolve()} it is the same as an empty stack
     */
    public static void push(@Nullable UnifiedJedis connection) {
        LinkedList<@Nullable UnifiedJedis> stack = STACK.get();
        if (stack == null) {
            stack = new LinkedList<>();
            STACK.set(stack);
        }
        stack.push(connection);
    }

    /** Removes the top of this thread's stack and returns it, or returns null when the stack is empty. */
    public static @Nullable UnifiedJedis pop() {
        LinkedList<@Nullable UnifiedJedis> stack = STACK.get();
        if (stack == null) {
            return null;
        }
        UnifiedJedis popped = stack.pop();
        if (stack.isEmpty()) {
            STACK.remove(); // a pooled thread must not keep what its last task no longer uses
        }
        return popped;
    }

    /** Returns the top of this thread's stack, or null when the stack is empty. */
    public static @Nullable UnifiedJedis current() {
        LinkedList<@Nullable UnifiedJedis> stack = STACK.get();
        return stack == null ? null : stack.peek();
    }

    /**
     * Returns the top of this thread's stack.
     *
     * @throws NoRedisConnectionException when the stack is empty, or its top is null
     */
    public static UnifiedJedis resolve() {
        return resolve(null);
    }

    /**
     * Returns the given connection, or the top of this thread's stack when none is given.
     *
     * @throws NoRedisConnectionException when neither exists
     */
    public static UnifiedJedis resolve(@Nullable UnifiedJedis connection) {
        UnifiedJedis resolved = connection != null ? connection : current();
        if (resolved == null) {
            throw new NoRedisConnectionException();
        }
        return resolved;
    }

    /**
     * Makes a new client as settings say, which the caller closes. Its connections are made when they are first needed, but
     * sentinels are asked at once.
     *
     * <p>Where sentinels are asked, the client finds the master anew whenever a connection breaks, a server says that it is
     * no master any more, or a sentinel tells of another; the command that met this fails, the next one goes to the new
     * master, with the same user, database and client name. What a sentinel names must say of itself that it is a master.
     *
     * @throws SettingsException when the settings' certificates can't be used
     * @throws MasterNotFoundException when the sentinels lead to no master now
     */
    public static UnifiedJedis fromSettings(Settings settings) {
        return settings.connect(Sockets.TCP);
    }

    /**
     * Makes a new client as {@link #fromSettings(Settings)} does, whose sockets are opened by host and port: for servers and
     * sentinels inside this JVM. TLS is not spoken, and Unix sockets are opened as ever.
     *
     * <pre>{@code UnifiedJedis client = Connections.fromSettings(settings, topology::socket);}</pre>
     */
    public static UnifiedJedis fromSettings(Settings settings, BiFunction<String, Integer, Socket> sockets) {
        return settings.connect((address, config) -> () -> sockets.apply(address.getHost(), address.getPort()));
    }

    /** Returns how many connections, nulls included, are on this thread's stack. */
    public static int depth() {
        LinkedList<@Nullable UnifiedJedis> stack = STACK.get();
        return stack == null ? 0 : stack.size();
    }

    /**
     * Makes a client for database 0 of localhost:6379 the only connection of this thread.
     *
     * @throws UnbalancedConnectionException when the stack is deeper than one
     * @deprecated as in RQ: push and pop, open a scope, or hand the connection over
     */
    @Deprecated
    public static void use() {
        use(null);
    }

    /**
     * Makes the given connection the only one of this thread, replacing the one that was there.
     *
     * @param connection the connection; null stands for a new client for database 0 of localhost:6379
     * @throws UnbalancedConnectionException when the stack is deeper than one
     * @deprecated as in RQ: push and pop, open a scope, or hand the connection over
     */
    @Deprecated
    public static void use(@Nullable UnifiedJedis connection) {
        if (depth() > 1) {
            throw new UnbalancedConnectionException("You should not mix Connection contexts with use_connection()");
        }
        UnifiedJedis used = connection != null ? connection : defaultClient();
        STACK.remove();
        push(used);
    }

    /**
     * Pushes a connection and returns the scope whose closing pops it again: RQ's {@code with Connection(...)}.
     *
     * <p>Closing checks that the same connection came off. When code inside pushed one more and left it, closing takes
     * that one off, throws, and the connection of this scope stays on the stack, as in RQ. When the body throws as
     * well, try-with-resources keeps the body's exception and attaches the other one as suppressed.
     *
     * @param connection the connection; null stands for a new client for database 0 of localhost:6379, which is never
     *     closed by the scope, since objects made inside keep it
     */
    public static ConnectionScope with(@Nullable UnifiedJedis connection) {
        UnifiedJedis opened = connection != null ? connection : defaultClient();
        push(opened);
        return new Scope(opened);
    }

    /**
     * Wraps a task so that it runs with a copy of the stack that this thread has now, on whatever thread runs it.
     *
     * <p>Afterwards, also when the task throws, the running thread has the stack back that it had before.
     *
     * <pre>{@code executor.submit(Connections.carry(() -> new Queue("mail").enqueue(Mailer::send, "bob")));}</pre>
     */
    public static Runnable carry(Runnable task) {
        LinkedList<@Nullable UnifiedJedis> carried = copy();
        return () -> {
            LinkedList<@Nullable UnifiedJedis> own = swap(carried);
            try {
                task.run();
            } finally {
                restore(own);
            }
        };
    }

    /** Wraps a task with a result; see {@link #carry(Runnable)}. */
    public static <T extends @Nullable Object> Callable<T> carry(Callable<T> task) {
        LinkedList<@Nullable UnifiedJedis> carried = copy();
        return () -> {
            LinkedList<@Nullable UnifiedJedis> own = swap(carried);
            try {
                return task.call();
            } finally {
                restore(own);
            }
        };
    }

    private static UnifiedJedis defaultClient() {
        return RedisClient.create("localhost", 6379);
    }

    private static LinkedList<@Nullable UnifiedJedis> copy() {
        LinkedList<@Nullable UnifiedJedis> stack = STACK.get();
        return stack == null ? new LinkedList<>() : new LinkedList<>(stack);
    }

    private static @Nullable LinkedList<@Nullable UnifiedJedis> swap(LinkedList<@Nullable UnifiedJedis> carried) {
        LinkedList<@Nullable UnifiedJedis> own = STACK.get();
        // copied once more: a carried task may run several times
        restore(carried.isEmpty() ? null : new LinkedList<>(carried));
        return own;
    }

    private static void restore(@Nullable LinkedList<@Nullable UnifiedJedis> stack) {
        if (stack == null) {
            STACK.remove();
        } else {
            STACK.set(stack);
        }
    }

    private static final class Scope implements ConnectionScope {
        private final UnifiedJedis opened;
        private boolean isClosed;

        Scope(UnifiedJedis opened) {
            this.opened = opened;
        }

        @Override
        public void close() {
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (pop() != opened) {
                throw new UnbalancedConnectionException("Unexpected Redis connection was popped off the stack. "
                        + "Check your Redis connection setup.");
            }
        }
    }

    /**
     * Gives what is made on a connection from now on another time than the system's: the one of a Redis whose clock is
     * moved by hand. Whoever moves it runs what falls due, so that a day passes in milliseconds, and in the same way each
     * time: queues and jobs read the clock; workers wait, beat, time out and schedule by the timer.
     *
     * @param clock tells the time; the same that the server goes by
     * @param timer runs each task when its time comes, on the thread that moves the time, in due order
     */
    public static void useTime(UnifiedJedis connection, InstantSource clock, ScheduledExecutorService timer) {
        Timelines.give(connection, Timeline.driven(clock, timer));
    }
}
