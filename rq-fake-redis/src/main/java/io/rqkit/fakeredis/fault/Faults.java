package io.rqkit.fakeredis.fault;

import java.util.List;

/**
 * The faults of a server.
 *
 * <pre>{@code
 * try (var fault = redis.faults().when("LPOP").onKey("jobs").once().cutAfter()) {
 *     assertThrows(JedisConnectionException.class, () -> jedis.lpop("jobs"));
 *     assertEquals(1, fault.firings().size());
 * }
 * }</pre>
 *
 * <p>When several faults wait for the same command, the one injected first happens; all of them count the command.
 * Thread-safe.
 */
public interface Faults {
    /** Begins a fault of these commands, in any case of letters; a subcommand as {@code "config set"}. */
    default FaultRule when(String... commands) {
        return new FaultRule(this, When.command(commands));
    }

    /** Begins a fault of any command. */
    default FaultRule whenAny() {
        return new FaultRule(this, When.anyCommand());
    }

    /** Refuses new connections, as when no server is running, until the fault is removed. */
    default InjectedFault refuseConnections() {
        return inject(When.anyCommand(), new Fault.RefuseConnections());
    }

    /** Turns new connections away with "max number of clients reached" until the fault is removed. */
    default InjectedFault tooManyClients() {
        return inject(When.anyCommand(), new Fault.TooManyClients());
    }

    /**
     * Lets a fault happen from now on.
     *
     * @throws IllegalArgumentException when it can't happen there: a command within a script or transaction can't wait
     */
    InjectedFault inject(When when, Fault fault);

    /** Returns the faults that were injected and not removed, in order. */
    List<InjectedFault> all();

    /** Returns those that have not happened yet, in order. */
    default List<InjectedFault> unfired() {
        return all().stream().filter(fault -> !fault.hasFired()).toList();
    }

    /** Removes all of them; what they hold goes on. */
    default void clear() {
        all().forEach(InjectedFault::remove);
    }

    /** Cuts every open connection now, blocked ones included; clients can connect again. */
    void cutAll();
}
