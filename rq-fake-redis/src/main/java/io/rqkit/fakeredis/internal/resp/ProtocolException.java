package io.rqkit.fakeredis.internal.resp;

/** Input that breaks the protocol; the connection is closed after the error was sent. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an error whose text stands after {@code ERR Protocol error: } on the wire. */
    public ProtocolException(String text) {
        super(text, null, false, false);
    }

    /** Returns the complete error text for the wire, in one line as an error must be. */
    public String text() {
        return "ERR Protocol error: "
                + String.valueOf(getMessage()).replace('\r', ' ').replace('\n', ' ');
    }
}
