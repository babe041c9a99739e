package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.resp.ProtocolException;
import io.rqkit.fakeredis.internal.resp.RequestDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The files of commands that the parameter appendonly asks for: a base with all data, what has changed since, and a manifest
 * that names them, as Redis 7.0 has them. Each command is handed to the operating system when it ends; appendfsync changes
 * nothing. A rewriting is done at once, by the server itself. What a test puts into the databases without a client
 * is written with the next rewriting. Called with the server's lock held. Follows aof.c.
 */
public final class AppendOnlyFile {
    private static final int PERCENT = 100;

    private final Engine engine;
    private @Nullable OutputStream out;
    private long baseSequence;
    private long changesSequence;
    private AofManifest.@Nullable Entry base;
    private final List<AofManifest.Entry> changes = new ArrayList<>();
    private long baseSize;
    private long size;
    private int selected = -1;
    private long rewritings;
    private boolean failed;

    private AppendOnlyFile(Engine engine) {
        this.engine = engine;
    }

    /** Returns the server's. */
    public static AppendOnlyFile of(Engine engine) {
        return engine.part(AppendOnlyFile.class, AppendOnlyFile::new);
    }

    /** Stops the server's, if there is one. No lambda, the first of which costs a fresh JVM milliseconds. */
    public static void end(Engine engine) {
        engine.execute(new Runnable() {
            @Override
            public void run() {
                AppendOnlyFile file = engine.partIfMade(AppendOnlyFile.class);
                if (file != null) {
                    file.stop();
                }
            }
        });
    }

    /** Says whether commands are written. */
    public boolean isOn() {
        return out != null;
    }

    /**
     * Begins to write, with a base of the data there are.
     *
     * @throws IOException if the files can't be written
     */
    public void start() throws IOException {
        if (!isOn()) {
            readManifest();
            rewrite(true);
            engine.propagation().append(this);
        }
    }

    /**
     * Replaces all data by those of the files, if there are any, and goes on writing to them.
     *
     * @throws IOException if they can't be read or written
     */
    public void resume() throws IOException {
        readManifest();
        if (base == null && changes.isEmpty()) {
            start();
            return;
        }
        load();
        if (changes.isEmpty()) {
            changes.add(nextChanges());
            writeManifest();
        }
        Path last = directory().resolve(changes.get(changes.size() - 1).name());
        out = Files.newOutputStream(last, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = baseSize + Files.size(last);
        engine.propagation().append(this);
    }

    /** Writes no more; the files stay. */
    public void stop() {
        OutputStream open = out;
        out = null;
        selected = -1;
        engine.propagation().append(null);
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                failed = true;
            }
        }
    }

    /** Writes what a unit of execution did. */
    void append(int database, byte[] request) {
        if (selected != database) {
            selected = database;
            write(Propagation.encode("SELECT", database));
        }
        write(request);
    }

    private void write(byte[] bytes) {
        OutputStream open = out;
        if (open == null) {
            return;
        }
        try {
            open.write(bytes);
            size += bytes.length;
            failed = false;
        } catch (IOException e) {
            // INFO tells of it, as Redis does where the disk is not waited for
            failed = true;
        }
        if (isTooLong()) {
            engine.snapshots().scheduleRewriting();
        }
    }

    private boolean isTooLong() {
        long percentage = Long.parseLong(engine.config().value("auto-aof-rewrite-percentage"));
        long least = Long.parseLong(engine.config().value("auto-aof-rewrite-min-size"));
        long grown = size - baseSize;
        return percentage > 0 && size > least && grown >= Math.max(1, baseSize) * percentage / PERCENT;
    }

    /** Writes a new base of the data there are, and begins anew to write what changes. Only INFO tells of a failure. */
    public void rewrite() {
        try {
            if (!isOn()) {
                readManifest();
            }
            rewrite(isOn());
        } catch (IOException e) {
            failed = true;
        }
    }

    private void rewrite(boolean goesOn) throws IOException {
        Path directory = Files.createDirectories(directory());
        AofManifest.Entry formerBase = base;
        List<AofManifest.Entry> former = List.copyOf(changes);
        String name = file() + "." + (baseSequence + 1) + ".base.rdb";
        engine.snapshots().write(directory.resolve(name));
        baseSequence++;
        base = new AofManifest.Entry(name, baseSequence);
        baseSize = Files.size(directory.resolve(name));
        size = baseSize;
        if (goesOn) {
            changes.clear();
            changes.add(nextChanges());
            Path next = directory.resolve(changes.get(0).name());
            OutputStream before = out;
            out = Files.newOutputStream(next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            selected = -1;
            if (before != null) {
                before.close();
            }
        } else {
            changes.clear();
        }
        writeManifest();
        rewritings++;
        if (formerBase != null) {
            Files.deleteIfExists(directory.resolve(formerBase.name()));
        }
        for (AofManifest.Entry left : former) {
            Files.deleteIfExists(directory.resolve(left.name()));
        }
    }

    private AofManifest.Entry nextChanges() {
        changesSequence++;
        return new AofManifest.Entry(file() + "." + changesSequence + ".incr.aof", changesSequence);
    }

    private String file() {
        return engine.config().value("appendfilename");
    }

    private Path directory() {
        return Path.of(engine.config().value("dir")).resolve(engine.config().value("appenddirname"));
    }

    private Path manifest() {
        return directory().resolve(file() + ".manifest");
    }

    private void readManifest() throws IOException {
        AofManifest read = AofManifest.read(manifest());
        base = read.base();
        changes.clear();
        changes.addAll(read.changes());
        if (base != null) {
            baseSequence = base.sequence();
            baseSize = Files.size(directory().resolve(base.name()));
        }
        if (!changes.isEmpty()) {
            changesSequence = changes.get(changes.size() - 1).sequence();
        }
    }

    private void writeManifest() throws IOException {
        new AofManifest(base, changes).write(manifest());
    }

    /**
     * Replaces all data by those of the files. What stands incomplete at the end is left out, as aof-load-truncated says.
     *
     * @throws IOException if they can't be read
     */
    public void load() throws IOException {
        engine.propagation().append(null);
        try {
            for (int i = 0; i < engine.databases(); i++) {
                engine.keyspace(i).flush();
            }
            if (base != null) {
                loadBase(directory().resolve(base.name()));
            }
            for (AofManifest.Entry entry : changes) {
                Path file = directory().resolve(entry.name());
                if (Files.exists(file)) {
                    run(Files.readAllBytes(file));
                }
            }
        } finally {
            engine.propagation().append(isOn() ? this : null);
        }
    }

    private void loadBase(Path file) throws IOException {
        if (file.toString().endsWith(".rdb")) {
            engine.snapshots().load(file);
        } else {
            run(Files.readAllBytes(file));
        }
    }

    private void run(byte[] commands) throws IOException {
        RequestDecoder decoder = new RequestDecoder();
        decoder.authenticated(true);
        decoder.feed(commands, 0, commands.length);
        Session session = Session.forScripts(engine);
        // what was written is obeyed, as what comes from a master: LIMIT of a trimming that was made exact, for one
        session.becomeMaster();
        try {
            byte[][] request = decoder.next();
            while (request != null) {
                String name = new String(request[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
                // nobody can see what stands between the commands of a transaction
                if (!name.equals("MULTI") && !name.equals("EXEC")) {
                    engine.dispatcher().direct(session, request);
                }
                request = decoder.next();
            }
        } catch (ProtocolException broken) {
            throw new IOException("Bad file format reading the append only file: " + broken.text());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the bytes of all files. */
    public long size() {
        return size;
    }

    /** Returns the bytes that the files had after the last rewriting. */
    public long baseSize() {
        return baseSize;
    }

    /** Returns how often the files were rewritten. */
    public long rewritings() {
        return rewritings;
    }

    /** Says whether the last writing failed. */
    public boolean hasFailed() {
        return failed;
    }
}
