package io.rqkit.fakeredis.internal.state;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.InlineWords;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.resp.ReplyEncoder;
import io.rqkit.fakeredis.internal.resp.ReplyText;
import io.rqkit.fakeredis.state.FakeDatabase;
import io.rqkit.fakeredis.state.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands that come from no client. */
public final class DirectAccess {
    private final Engine engine;
    private final Session session;

    /** Opens direct access to a server. */
    public DirectAccess(Engine engine) {
        this.engine = engine;
        this.session = Session.forScripts(engine);
    }

    Engine engine() {
        return engine;
    }

    /** Returns a database by its index, which must be valid. */
    public FakeDatabase database(int index) {
        return new DirectDatabase(this, index);
    }

    /** Runs something under the server's lock. */
    <T> T locked(Supplier<T> work) {
        List<T> result = new ArrayList<>(1);
        engine.execute(() -> result.add(work.get()));
        return result.get(0);
    }

    /**
     * Runs a command and returns the reply as redis-cli prints it.
     *
     * @throws IllegalArgumentException when the reply is an error
     */
    public String execute(int database, byte[]... words) {
        String reply = locked(() -> {
            session.select(database);
            ByteSink out = new ByteSink();
            Reply answer = engine.dispatcher().direct(session, words);
            ReplyEncoder.encode(answer, 2, out);
            session.dropReplies();
            return ReplyText.of(out.toByteArray());
        });
        if (reply.startsWith("(error) ")) {
            String line = Stream.of(words)
                    .map(ReplyText::quoted)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            throw new IllegalArgumentException(line + " was answered with: " + reply.substring("(error) ".length()));
        }
        return reply;
    }

    /** The same for text. */
    public String execute(int database, List<String> words) {
        return execute(
                database,
                words.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    /** Runs the lines of a file. */
    public int replay(Path file) {
        try {
            return replay(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the data back to a snapshot, which must have been taken here. */
    public void restore(Snapshot snapshot) {
        if (!(snapshot instanceof KeptSnapshot kept) || !kept.isOf(this)) {
            throw new IllegalArgumentException("A snapshot can be restored only where it was taken: " + snapshot);
        }
        kept.restore();
    }

    /**
     * Runs lines as redis-cli reads them from its standard input.
     *
     * @return how many commands ran, repetitions included
     * @throws IllegalArgumentException at the first line that can't be read or is answered with an error
     */
    private int replay(List<String> lines) {
        int count = 0;
        int database = 0;
        for (int i = 0; i < lines.size(); i++) {
            byte[][] words = InlineWords.split(lines.get(i).getBytes(StandardCharsets.UTF_8));
            if (words == null) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + " has quotes that are not closed: " + lines.get(i));
            }
            if (words.length == 0) {
                continue;
            }
            Integer repetitions = words.length > 1 ? number(words[0]) : null;
            byte[][] command = repetitions == null ? words : Arrays.copyOfRange(words, 1, words.length);
            String name = States.text(command[0]).toLowerCase(Locale.ROOT);
            if (command.length == 1 && (name.equals("quit") || name.equals("exit"))) {
                return count;
            }
            for (int n = 0; n < (repetitions == null ? 1 : repetitions); n++) {
                try {
                    execute(database, command);
                } catch (IllegalArgumentException failed) {
                    throw new IllegalArgumentException("Line " + (i + 1) + ": " + failed.getMessage());
                }
                count++;
            }
            if (name.equals("select")) {
                database = session.database();
            }
        }
        return count;
    }

    /** A number in front of a command says how often it runs. */
    private static @Nullable Integer number(byte[] word) {
        try {
            int number = Integer.parseInt(States.text(word));
            return number > 0 ? number : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
