package io.rqkit.fakeredis.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A blocking RESP2 and RESP3 client over a {@link Socket} that hides nothing of the wire.
 *
 * <p>Strings are byte strings, one char (0 to 255) a byte; a string with a wider char is sent as UTF-8. Not thread-safe.
 * Waits for a reply as long as {@link Patience} says. Failures of the socket come as {@link UncheckedIOException}.
 */
public final class RespClient implements Closeable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** Takes over a connected socket, which {@link #close} closes. */
    public RespClient(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(Patience.MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one command at once and returns its reply. */
    public RespValue call(String... arguments) {
        send(arguments);
        return read();
    }

    /** Sends one command at once, without reading its reply. */
    public void send(String... arguments) {
        append(List.of(arguments));
        flush();
    }

    /** Sends one command of raw bytes at once, without reading its reply. */
    public void send(byte[]... arguments) {
        append(java.util.Arrays.stream(arguments)
                .map(a -> new String(a, StandardCharsets.ISO_8859_1))
                .toList());
        flush();
    }

    /** Sends bytes as they are: inline commands, broken frames, halves of a command. */
    public void sendRaw(byte[] bytes) {
        pending.writeBytes(bytes);
        flush();
    }

    /** Adds a command to the batch that the next {@link #flush} sends. */
    public void append(List<String> arguments) {
        pending.writeBytes(("*" + arguments.size() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (String argument : arguments) {
            byte[] bytes = bytes(argument);
            pending.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            pending.writeBytes(bytes);
            pending.write('\r');
            pending.write('\n');
        }
    }

    /** Sends the batch. */
    public void flush() {
        try {
            pending.writeTo(out);
            pending.reset();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends commands as one batch and returns their replies in order. */
    public List<RespValue> pipeline(List<List<String>> commands) {
        commands.forEach(this::append);
        flush();
        List<RespValue> replies = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            replies.add(read());
        }
        return replies;
    }

    /** Says whether at least one byte of a reply can be read without waiting. */
    public boolean hasInput() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the next reply, or push, and returns it. */
    public RespValue read() {
        try {
            return readValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes of a byte string, or of UTF-8 text if a char does not fit a byte. */
    static byte[] bytes(String argument) {
        boolean narrow = argument.chars().allMatch(c -> c < 256);
        return argument.getBytes(narrow ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private RespValue readValue() throws IOException {
        String line = readLine();
        if (line.isEmpty()) {
            throw new IOException("an empty line where a reply should start");
        }
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new RespValue.Simple(rest);
            case '-' -> new RespValue.Error(rest);
            case ':' -> new RespValue.Int(Long.parseLong(rest));
            case '$' -> rest.equals("-1") ? new RespValue.NullBulk() : new RespValue.Bulk(readBlob(rest));
            case '*' -> rest.equals("-1") ? new RespValue.NullArray() : new RespValue.Array(readMany(rest, 1));
            case '_' -> new RespValue.Null3();
            case '%' -> new RespValue.Map(readMany(rest, 2));
            case '~' -> new RespValue.Set(readMany(rest, 1));
            case '>' -> new RespValue.Push(readMany(rest, 1));
            case ',' -> new RespValue.Double(rest);
            case '#' -> new RespValue.Bool(rest.equals("t"));
            case '(' -> new RespValue.BigNumber(rest);
            case '=' -> verbatim(readBlob(rest));
            case '|' -> new RespValue.Attribute(readMany(rest, 2), readValue());
            default -> throw new IOException("no reply starts like this: " + RedisCli.quote(line));
        };
    }

    private static RespValue verbatim(String blob) {
        return new RespValue.Verbatim(blob.substring(0, 3), blob.substring(4));
    }

    private List<RespValue> readMany(String count, int factor) throws IOException {
        int size = Integer.parseInt(count) * factor;
        List<RespValue> values = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            values.add(readValue());
        }
        return values;
    }

    private String readBlob(String length) throws IOException {
        int size = Integer.parseInt(length);
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the connection ended inside a reply");
        }
        if (in.read() != '\r' || in.read() != '\n') {
            throw new IOException("no line end after a bulk of " + size + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\r') {
            if (c < 0) {
                throw new EOFException("the connection ended where a reply was due");
            }
            line.append((char) c);
            c = in.read();
        }
        if (in.read() != '\n') {
            throw new IOException("a carriage return without line feed after: " + line);
        }
        return line.toString();
    }
}
