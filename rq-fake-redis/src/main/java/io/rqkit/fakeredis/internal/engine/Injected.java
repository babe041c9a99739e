package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.fault.Fault;
import io.rqkit.fakeredis.fault.InjectedFault;
import io.rqkit.fakeredis.fault.When;
import io.rqkit.fakeredis.fault.When.Place;
import io.rqkit.fakeredis.fault.When.Turn;
import io.rqkit.fakeredis.internal.command.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A fault with its count of commands. Its state is changed under the engine's lock. */
final class Injected implements InjectedFault {
    private final FaultSet faults;
    private final When when;
    private final Fault fault;
    private final Set<String> names;
    private final byte @Nullable [] keyPattern;
    private final byte @Nullable [] clientPattern;
    private final @Nullable RandomGenerator chance;
    private final List<Firing> firings = new ArrayList<>();
    private long matched;

    Injected(FaultSet faults, When when, Fault fault, @Nullable RandomGenerator chance) {
        this.faults = faults;
        this.when = when;
        this.fault = fault;
        this.names = Set.copyOf(when.commands());
        this.keyPattern = when.keyPattern().map(Injected::bytes).orElse(null);
        this.clientPattern = when.clientName().map(Injected::bytes).orElse(null);
        this.chance = chance;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Says whether the fault happens to a command, and counts it. */
    boolean takes(Exchange exchange, Place place) {
        if (!matches(exchange, place)) {
            return false;
        }
        matched++;
        Turn turn = when.turn();
        if (turn instanceof Turn.First first) {
            return matched <= first.count();
        } else if (turn instanceof Turn.Nth nth) {
            return matched == nth.number();
        } else if (turn instanceof Turn.EveryNth every) {
            return matched % every.distance() == 0;
        } else if (turn instanceof Turn.ByChance by) {
            return chance != null && chance.nextDouble() < by.probability();
        }
        return true;
    }

    private boolean matches(Exchange exchange, Place place) {
        boolean inPlace = when.place() == place || (when.place() == Place.CLIENT && place == Place.IN_MULTI);
        if (!inPlace || fault.isOfConnections() || !isNamed(exchange)) {
            return false;
        }
        if (when.clientId().isPresent()
                && when.clientId().getAsLong() != exchange.session().id()) {
            return false;
        }
        if (clientPattern != null
                && !Glob.matches(clientPattern, bytes(exchange.session().name()))) {
            return false;
        }
        return keyPattern == null || exchange.keys().stream().anyMatch(key -> Glob.matches(keyPattern, key));
    }

    /** A container's name stands for all its subcommands. */
    private boolean isNamed(Exchange exchange) {
        if (names.isEmpty()) {
            return true;
        }
        String name = exchange.fullName();
        int bar = name.indexOf('|');
        return names.contains(name) || (bar > 0 && names.contains(name.substring(0, bar)));
    }

    void fired(Firing firing) {
        firings.add(firing);
    }

    @Override
    public When when() {
        return when;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public List<Firing> firings() {
        return faults.underLock(() -> List.copyOf(firings));
    }

    @Override
    public void release() {
        faults.release(this);
    }

    @Override
    public void remove() {
        faults.remove(this);
    }

    @Override
    public String toString() {
        return (fault.isOfConnections() ? "" : when + ": ") + fault;
    }
}
