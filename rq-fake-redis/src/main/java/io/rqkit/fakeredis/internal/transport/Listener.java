package io.rqkit.fakeredis.internal.transport;

import java.io.Closeable;
import java.io.IOException;

/** Where clients knock. */
interface Listener extends Closeable {
    /** Waits for the next client. */
    Wire accept() throws IOException;

    /** Says whether it was closed. */
    boolean isClosed();
}
