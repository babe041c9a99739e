package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sentinel: what it knows of its masters, and its own server, whose clients ask it and listen to its events. It looks at
 * all servers, then decides under the common lock, then acts: no server's lock is ever held with the common one.
 */
public final class Sentinel {
    private final Sentinels system;
    private final Address address;
    private final String id;
    private final Engine engine;
    private final Runnable crash;
    private final Map<String, MasterView> masters = new LinkedHashMap<>();
    /** What is left to do and to tell when the lock is released. */
    private final List<Runnable> afterwards = new ArrayList<>();

    private long currentEpoch;
    /** Where it is to crash, as bits; INFO shows the number. */
    private int simulatedFailures;

    /** Creates a sentinel that {@code crash} ends as a kill does. */
    Sentinel(Sentinels system, Address address, String id, Engine engine, Runnable crash) {
        this.crash = crash;
        this.system = system;
        this.address = address;
        this.id = id;
        this.engine = engine;
    }

    public Address address() {
        return address;
    }

    /** Returns 40 hexadecimal digits. */
    public String id() {
        return id;
    }

    Sentinels system() {
        return system;
    }

    Engine engine() {
        return engine;
    }

    Map<String, MasterView> masters() {
        return masters;
    }

    long currentEpoch() {
        return currentEpoch;
    }

    int simulatedFailures() {
        return simulatedFailures;
    }

    void simulateFailures(int bits) {
        simulatedFailures = bits;
    }

    /** Ends this sentinel if it was told to crash at this point; returns whether it was. */
    boolean crashesAt(int bit) {
        boolean crashes = (simulatedFailures & bit) != 0;
        if (crashes) {
            simulatedFailures = 0; // what was simulated is not written to the file from which it starts again
            later(crash);
        }
        return crashes;
    }

    /** Begins a new epoch, or learns that others have. */
    void currentEpoch(long epoch, MasterView view) {
        if (epoch > currentEpoch) {
            currentEpoch = epoch;
            tell("+new-epoch", Long.toString(epoch));
        }
    }

    /** Returns the system's sentinel of that id when this one can reach it now, or null. */
    @Nullable
    Sentinel peer(String peerId) {
        Sentinel other = system.find(peerId);
        return other != null && system.network().reach(address, other.address) != null ? other : null;
    }

    /** Has an event published when the lock is released. */
    void tell(String event, String message) {
        later(() -> engine.execute(() -> engine.pubSub().publish(ascii(event), ascii(message))));
    }

    /** Tells of an instance, in the form of all events about one. */
    void tell(String event, MasterView view, Instance about) {
        tell(event, view, about, "");
    }

    void tell(String event, MasterView view, Instance about, String more) {
        String text = about.kind().word() + " " + about.name() + " "
                + about.address().host() + " " + about.address().port();
        if (about.kind() != Kind.MASTER) {
            Address master = view.master.address();
            text += " @ " + view.name() + " " + master.host() + " " + master.port();
        }
        tell(event, text + more);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Has something done when the lock is released. */
    void later(Runnable act) {
        afterwards.add(act);
    }

    /** Does something to a server if it can be reached when the lock is released. */
    void act(Address server, ServerAct act) {
        later(() -> {
            Engine reached = system.network().reach(address, server);
            if (reached != null) {
                reached.execute(() -> act.on(reached));
            }
        });
    }

    /** What a sentinel has a server do. */
    interface ServerAct {
        void on(Engine engine);
    }

    /** Looks at everything, decides and acts. Called without any lock. */
    void tick() {
        Map<Address, Observation> seen = look();
        List<Runnable> acts = new ArrayList<>();
        system.locked(() -> {
            long now = system.nowMillis();
            for (MasterView view : List.copyOf(masters.values())) {
                new Watch(this, view, now).run(seen);
                new Failover(this, view, now).run();
            }
            acts.addAll(afterwards);
            afterwards.clear();
        });
        acts.forEach(Runnable::run);
    }

    /** Does what a client's command has left to do; called without any lock. */
    void settle() {
        List<Runnable> acts = new ArrayList<>();
        system.locked(() -> {
            acts.addAll(afterwards);
            afterwards.clear();
        });
        acts.forEach(Runnable::run);
    }

    private Map<Address, Observation> look() {
        Set<Address> known = new LinkedHashSet<>();
        system.locked(() -> masters.values().forEach(view -> {
            known.add(view.master.address());
            known.addAll(view.replicas().keySet());
        }));
        Map<Address, Observation> seen = new HashMap<>();
        for (Address server : known) {
            Engine reached = system.network().reach(address, server);
            if (reached != null) {
                seen.put(server, Observation.of(reached));
            }
        }
        return seen;
    }

    /** Says whether something goes on that asks for looking more often. */
    boolean isBusy() {
        return !afterwards.isEmpty()
                || masters.values().stream().anyMatch(view -> view.master.isDown() || view.isFailingOver());
    }
}
