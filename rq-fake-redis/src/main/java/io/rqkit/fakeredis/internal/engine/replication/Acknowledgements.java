package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Waiter;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** Calls of WAIT, which go on when enough replicas say that they have applied the stream up to an offset. */
public final class Acknowledgements {
    private final Engine engine;
    private final Replication replication;
    private final List<Awaited> awaited = new ArrayList<>();

    private record Awaited(Call call, long offset, long replicas) {
        boolean isWaiting() {
            Waiter waiter = call.session().waiter();
            return waiter != null && waiter.call() == call;
        }
    }

    Acknowledgements(Engine engine, Replication replication) {
        this.engine = engine;
        this.replication = replication;
    }

    /** Returns how many replicas have applied the stream up to an offset. */
    public long count(long upTo) {
        return replication.replicas().stream()
                .filter(replica -> replica.isOnline() && replica.ackOffset() >= upTo)
                .count();
    }

    /** Lets a call wait until so many replicas have applied the stream up to an offset, and asks them how far they are. */
    public void await(Call call, long upTo, long replicas) {
        awaited.add(new Awaited(call, upTo, replicas));
        replication.askForAcknowledgement();
    }

    /** Ends the waits that are over. */
    void serve() {
        for (Awaited each : List.copyOf(awaited)) {
            long count = count(each.offset);
            if (!each.isWaiting()) {
                awaited.remove(each);
            } else if (count >= each.replicas) {
                awaited.remove(each);
                engine.blocking().end(each.call.session(), Reply.of(count));
            }
        }
    }
}
