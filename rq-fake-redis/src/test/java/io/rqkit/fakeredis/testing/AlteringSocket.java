package io.rqkit.fakeredis.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A socket that replaces a text in what the server sends, to make a server that is wrong in a known way. */
final class AlteringSocket extends Socket {
    private final Socket inner;
    private final InputStream in;

    private AlteringSocket(Socket inner, String text, String replacement) throws IOException {
        this.inner = inner;
        this.in = new AlteringStream(inner.getInputStream(), text, replacement);
    }

    static Server replacing(Server server, String text, String replacement) {
        return new Server(
                "altered Redis", () -> new AlteringSocket(server.connector().connect(), text, replacement));
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return inner.getOutputStream();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        inner.setSoTimeout(millis);
    }

    @Override
    public synchronized void close() throws IOException {
        inner.close();
    }

    /** Alters each chunk as it comes; a text that is split between two chunks gets through. */
    private static final class AlteringStream extends InputStream {
        private final InputStream source;
        private final String text;
        private final String replacement;
        private ByteArrayInputStream chunk = new ByteArrayInputStream(new byte[0]);

        AlteringStream(InputStream source, String text, String replacement) {
            this.source = source;
            this.text = text;
            this.replacement = replacement;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (chunk.available() == 0) {
                byte[] raw = new byte[1 << 16];
                int size = source.read(raw);
                if (size < 0) {
                    return -1;
                }
                String altered = new String(raw, 0, size, StandardCharsets.ISO_8859_1).replace(text, replacement);
                chunk = new ByteArrayInputStream(altered.getBytes(StandardCharsets.ISO_8859_1));
            }
            return chunk.read(target, offset, length);
        }

        @Override
        public int available() throws IOException {
            return chunk.available() + source.available();
        }
    }
}
