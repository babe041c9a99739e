package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replication;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself, as to a sentinel's INFO.
 *
 * @param master the address of its master, or null when it is one itself
 * @param linkDownMillis for how long its link to the master is down; 0 when it is up
 * @param replicas the replicas of a master
 */
record Observation(
        String runId,
        @Nullable Address master,
        boolean linkUp,
        long linkDownMillis,
        long offset,
        int priority,
        boolean announced,
        List<Address> replicas) {

    /** Asks a server; to be called without any server's lock. */
    static Observation of(Engine engine) {
        AtomicReference<@Nullable Observation> answer = new AtomicReference<>();
        engine.execute(() -> answer.set(read(engine)));
        Observation found = answer.get();
        if (found == null) {
            throw new IllegalStateException("Nothing was observed");
        }
        return found;
    }

    private static Observation read(Engine engine) {
        Replication replication = engine.replication();
        MasterLink link = replication.master();
        return new Observation(
                engine.identity().runId(),
                link == null ? null : new Address(link.host(), link.port()),
                link != null && link.isUp(),
                link == null || link.isUp() ? 0 : engine.nowMillis() - link.downSinceMillis(),
                replication.offset(),
                Integer.parseInt(engine.config().value("replica-priority")),
                engine.config().value("replica-announced").equals("yes"),
                replication.replicas().stream()
                        .map(replica -> new Address(replica.host(), replica.listeningPort()))
                        .toList());
    }
}
