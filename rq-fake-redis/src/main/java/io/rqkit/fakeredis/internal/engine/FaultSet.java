package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.fault.Fault;
import io.rqkit.fakeredis.fault.Faults;
import io.rqkit.fakeredis.fault.InjectedFault;
import io.rqkit.fakeredis.fault.InjectedFault.Firing;
import io.rqkit.fakeredis.fault.When;
import io.rqkit.fakeredis.fault.When.Place;
import io.rqkit.fakeredis.fault.When.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults of a server, and what they do to requests and connections. */
final class FaultSet implements Faults {
    private final Engine engine;
    private final Holds holds;
    private final List<Injected> injected = new ArrayList<>();
    private @Nullable Consumer<Boolean> refusal;

    FaultSet(Engine engine, Holds holds) {
        this.engine = engine;
        this.holds = holds;
    }

    boolean isEmpty() {
        return injected.isEmpty();
    }

    /** Says who stops listening while connections are refused; called without the engine's lock. */
    void onRefusal(Consumer<Boolean> listener) {
        refusal = listener;
    }

    @Override
    public InjectedFault inject(When when, Fault fault) {
        boolean waits = fault instanceof Fault.Delay || (fault instanceof Fault.Stall stall && !stall.afterItRan());
        if (waits && (when.place() == Place.IN_EXEC || when.place() == Place.IN_SCRIPT)) {
            throw new IllegalArgumentException("A command within a transaction or script can't wait: " + when
                    + ". Let EXEC, EVAL or FCALL itself wait, or inject an error or a cut connection.");
        }
        Injected made = underLock(() -> {
            Injected added = new Injected(
                    this, when, fault, when.turn() instanceof Turn.ByChance by ? Engine.generator(by.seed()) : null);
            injected.add(added);
            engine.tapChanged();
            return added;
        });
        if (fault instanceof Fault.RefuseConnections) {
            refuse(true);
        }
        return made;
    }

    void remove(Injected fault) {
        boolean listensAgain = underLock(() -> {
            boolean removed = injected.remove(fault);
            holds.release(fault);
            engine.tapChanged();
            return removed && fault.fault() instanceof Fault.RefuseConnections && !has(Fault.RefuseConnections.class);
        });
        if (listensAgain) {
            refuse(false);
        }
    }

    private void refuse(boolean yes) {
        if (refusal != null) {
            refusal.accept(yes);
        }
    }

    void release(Injected fault) {
        engine.execute(() -> holds.release(fault));
    }

    @Override
    public List<InjectedFault> all() {
        return underLock(() -> List.copyOf(injected));
    }

    @Override
    public void cutAll() {
        engine.execute(() -> List.copyOf(engine.sessions()).forEach(engine::close));
    }

    <T> T underLock(Supplier<T> work) {
        List<T> result = new ArrayList<>(1);
        engine.execute(() -> result.add(work.get()));
        return result.get(0);
    }

    private boolean has(Class<? extends Fault> kind) {
        return injected.stream().anyMatch(fault -> kind.isInstance(fault.fault()));
    }

    /** Says whether a connection that begins meets a fault of that kind, and notes it. */
    boolean meets(Class<? extends Fault> kind) {
        for (Injected fault : injected) {
            if (kind.isInstance(fault.fault())) {
                fault.fired(new Firing(engine.clock().now(), 0, "", ""));
                return true;
            }
        }
        return false;
    }

    /** Returns the first fault that takes a command; every fault counts it. */
    @Nullable
    Injected choose(Exchange exchange, Place place) {
        Injected chosen = null;
        for (Injected fault : injected) {
            if (fault.takes(exchange, place) && chosen == null) {
                chosen = fault;
            }
        }
        if (chosen != null) {
            Session session = exchange.session();
            chosen.fired(new Firing(engine.clock().now(), session.id(), session.name(), exchange.line()));
        }
        return chosen;
    }

    /** Does what a fault does before a request runs; false when the request is to run now. */
    boolean before(Exchange exchange, Injected injectedFault) {
        Session session = exchange.session();
        Fault fault = injectedFault.fault();
        if (fault instanceof Fault.Error error) {
            exchange.fate("fault");
            engine.dispatcher().refuse(session, exchange.argv(), error.text());
            return true;
        } else if (fault instanceof Fault.CutBefore) {
            exchange.fate("connection cut before it ran");
            engine.close(session);
            return true;
        } else if (fault instanceof Fault.Delay delay) {
            exchange.fate("delayed by " + delay.duration());
            holds.delay(exchange, injectedFault, delay);
            return true;
        } else if (fault instanceof Fault.Stall stall && !stall.afterItRan()) {
            exchange.fate("stalled before it ran");
            holds.stall(exchange, injectedFault);
            return true;
        }
        exchange.fault(injectedFault);
        return false;
    }

    /** Does what a fault does to the reply, which stands in the session's output from {@code start} on. */
    void after(Exchange exchange, Injected injectedFault, int start) {
        Session session = exchange.session();
        Fault fault = injectedFault.fault();
        if (fault instanceof Fault.CutAfter || fault instanceof Fault.CutBefore) {
            exchange.fate("connection cut after it ran, reply lost");
            session.dropOutput(start);
            engine.close(session);
        } else if (fault instanceof Fault.HalfReply) {
            exchange.fate("connection cut within the reply");
            session.dropOutput(start + Math.max(1, (session.outputLength() - start) / 2));
            engine.close(session);
        } else if (fault instanceof Fault.Stall) {
            exchange.fate("reply held back");
            holds.stallReply(session, injectedFault, start);
        }
    }
}
