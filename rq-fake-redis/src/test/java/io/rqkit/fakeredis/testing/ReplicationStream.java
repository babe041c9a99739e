package io.rqkit.fakeredis.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a master sends its replicas: takes a copy of all data by SYNC, throws it away, and reads the commands after it. */
public final class ReplicationStream implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** Attaches to the server at the other end of a socket, which {@link #close} closes. */
    public ReplicationStream(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write("SYNC\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            in = new BufferedInputStream(socket.getInputStream());
            String announced = line();
            while (announced.isEmpty()) {
                announced = line();
            }
            if (announced.charAt(0) != '$') {
                throw new IOException("SYNC was answered with " + announced);
            }
            in.skipNBytes(Long.parseLong(announced.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads commands, words joined by blanks, up to and without one; what keeps the link alive is left out. */
    public List<String> readUntil(String last) {
        List<String> commands = new ArrayList<>();
        try {
            String command = next();
            while (!command.equals(last)) {
                if (!command.equalsIgnoreCase("PING") && !command.startsWith("REPLCONF")) {
                    commands.add(command);
                }
                command = next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("after " + commands, e);
        }
        return commands;
    }

    private String next() throws IOException {
        String header = line();
        List<String> words = new ArrayList<>();
        for (int i = Integer.parseInt(header.substring(1)); i > 0; i--) {
            byte[] word = in.readNBytes(Integer.parseInt(line().substring(1)));
            line();
            words.add(new String(word, StandardCharsets.ISO_8859_1));
        }
        return String.join(" ", words);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the stream ended");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
