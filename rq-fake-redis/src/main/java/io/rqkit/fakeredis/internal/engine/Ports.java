package io.rqkit.fakeredis.internal.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports at which the transport listens, for CONFIG SET to change them. */
public final class Ports {
    private @Nullable Mover mover;

    /** Listens on another port. */
    public interface Mover {
        /**
         * Moves.
         *
         * @param parameter {@code port} or {@code tls-port}
         * @param port 0 for none
         * @throws IOException when the port can't be had
         */
        void move(String parameter, int port) throws IOException;

        /**
         * Sees whether it could listen on addresses.
         *
         * @param addresses as the parameter {@code bind} has them
         * @throws IOException when one can't be had that is not marked as dispensable
         */
        void tryAddresses(List<String> addresses) throws IOException;
    }

    private Ports() {}

    /** Returns those of a server. */
    public static Ports of(Engine engine) {
        return engine.part(Ports.class, e -> new Ports());
    }

    /** Says who listens. */
    public void onMove(Mover newMover) {
        mover = newMover;
    }

    /** Listens on another port, if anybody listens. */
    public void move(String parameter, int port) throws IOException {
        Mover known = mover;
        if (known != null) {
            known.move(parameter, port);
        }
    }

    /** Sees whether these addresses could be listened on, if anybody listens. */
    public void tryAddresses(List<String> addresses) throws IOException {
        Mover known = mover;
        if (known != null) {
            known.tryAddresses(addresses);
        }
    }
}
