package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What a server says to bytes that no client library would send. */
public final class RawBytes {
    private static final int MOST_SHOWN = 2000;

    private RawBytes() {}

    /**
     * Returns all that comes until the server ends the connection, a character a byte.
     *
     * @param atReset added when the connection was reset, as one is that was closed with input unread: that too is an end
     */
    public static String readToEnd(Socket socket, String atReset) {
        StringBuilder answer = new StringBuilder();
        try {
            socket.setSoTimeout(Patience.MILLIS);
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.append((char) b);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the connection does not end, after " + quoted(answer.toString()), stillOpen);
        } catch (IOException reset) {
            answer.append(atReset);
        }
        return answer.toString();
    }

    /** Returns bytes, a character each, as one line of Java source would have them, cut off when there are many. */
    public static String quoted(String bytes) {
        String shown = bytes.length() > MOST_SHOWN ? bytes.substring(0, MOST_SHOWN) + "…" : bytes;
        return shown.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
    }
}
