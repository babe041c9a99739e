package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.rdb.RdbFileReader;
import io.rqkit.fakeredis.internal.rdb.RdbFileWriter;
import io.rqkit.fakeredis.internal.rdb.RdbKey;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Saves all data to a file and loads it. Called with the server's lock held. Follows rdb.c in Redis. */
public final class Snapshots {
    private static final int MILLIS_A_SECOND = 1000;

    private final Engine engine;
    /** Who keeps libraries of functions; null before there is any. */
    private @Nullable FunctionStore functions;

    private @Nullable Supplier<FunctionStore> firstFunctions;
    private long lastSaveMillis;
    /** When data were saved last, or when that failed. */
    private long lastTryMillis;

    private long saves;
    private long backgroundSaves;
    private boolean rewritingScheduled;
    private long keysLoaded;
    private long keysExpired;
    private boolean failed;
    private boolean everInBackground;
    private boolean scheduled;
    private byte @Nullable [] reloaded;

    Snapshots(Engine engine, long startedMillis) {
        this.engine = engine;
        this.lastSaveMillis = startedMillis;
        this.lastTryMillis = startedMillis;
    }

    /**
     * Replaces all data by those of a file; keys past their deadline are left out. Changes nothing when it fails.
     *
     * @throws CorruptRdbException if it is no file that Redis 7.0 loads, with the place where reading ended
     * @throws UncheckedIOException if it can't be read
     */
    public void load(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UncheckedIOException(new IOException(file + " is not a regular file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            load(in, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces all data by those of a file's bytes; as {@link #load(Path)}. */
    public void load(byte[] file) {
        load(new ByteArrayInputStream(file), file.length);
    }

    /** Notes who keeps libraries of functions. */
    public void functions(FunctionStore store) {
        functions = store;
    }

    /** Says how to get somebody who keeps libraries of functions when a file has the first. */
    public void firstFunctions(Supplier<FunctionStore> supplier) {
        firstFunctions = supplier;
    }

    /** Makes libraries of a file's; what is returned puts them beside those there are, or in their place. */
    private Runnable functions(List<byte[]> code, boolean beside) {
        FunctionStore store = functions;
        if (store == null && !code.isEmpty() && firstFunctions != null) {
            store = firstFunctions.get();
        }
        if (store == null) {
            return () -> {};
        }
        try {
            return beside ? store.addition(code) : store.replacement(code);
        } catch (CommandException failed) {
            throw new CorruptRdbException("its functions can't be loaded: " + failed.text());
        }
    }

    private RdbFileReader read(InputStream in, long length, Loading loading) {
        boolean verifies = engine.config().value("rdbchecksum").equals("yes");
        RdbFileReader reader = new RdbFileReader(in, length, engine.config().limits(), engine.databases(), verifies);
        try {
            reader.read(loading::add);
        } catch (CorruptRdbException corrupt) {
            throw corrupt.at(reader.offset());
        }
        return reader;
    }

    private void load(InputStream in, long length) {
        Loading loading = new Loading(engine);
        RdbFileReader reader = read(in, length, loading);
        functions(reader.functions(), false).run();
        keysLoaded = loading.loaded;
        keysExpired = loading.expired;
        for (int i = 0; i < engine.databases(); i++) {
            Database data = engine.keyspace(i).data();
            engine.watches().swapped(data, loading.databases.get(i));
            data.swapWith(loading.databases.get(i));
            engine.blocking().signalAllReady(i);
        }
        engine.stats().dirty = 0;
        engine.activeExpiry().resumed();
    }

    /** The databases to be. */
    private static final class Loading {
        private final Engine engine;
        private final List<Database> databases = new ArrayList<>();
        private long loaded;
        private long expired;

        Loading(Engine engine) {
            this.engine = engine;
            for (int i = 0; i < engine.databases(); i++) {
                databases.add(engine.keyspace(i).data().successor());
            }
        }

        boolean add(RdbKey key) {
            if (key.expireAtMillis() != RdbKey.NONE && key.expireAtMillis() < engine.nowMillis()) {
                expired++;
                return true;
            }
            Database data = databases.get(key.database());
            if (data.find(key.key()) != null) {
                return false;
            }
            KeyEntry entry = data.add(key.key(), key.value());
            if (key.expireAtMillis() != RdbKey.NONE) {
                data.expireAt(entry, key.expireAtMillis());
            }
            Keyspace keyspace = engine.keyspace(key.database());
            keyspace.noteNew(entry);
            if (key.idleSeconds() != RdbKey.NONE) {
                keyspace.noteIdle(entry, key.idleSeconds());
            }
            if (key.frequency() != RdbKey.NONE) {
                keyspace.noteFrequency(entry, key.frequency());
            }
            loaded++;
            return true;
        }
    }

    /**
     * Saves all data to a file: it is there as a whole or, when this fails, as it was.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public void save(Path file) {
        saves++;
        try {
            writeBeside(file.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved();
    }

    private void saved() {
        engine.stats().dirty = 0;
        lastSaveMillis = engine.nowMillis();
        lastTryMillis = lastSaveMillis;
        failed = false;
    }

    /** Writes all data to a file, and counts it for no save. */
    void write(Path file) throws IOException {
        writeBeside(file.toAbsolutePath());
    }

    private void writeBeside(Path file) throws IOException {
        // a name of its own: servers of one process must not take each other's file
        Path temporary = Files.createTempFile(file.getParent(), "temp-", ".rdb");
        // made anew, since the JDK's own may be read by its owner only
        Files.delete(temporary);
        try {
            try (OutputStream stream = new BufferedOutputStream(
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                write(stream);
            }
            replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void replace(Path temporary, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory");
        }
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unknown) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns all data, or a part, as the bytes of a file. */
    public byte[] toBytes(boolean withData, boolean withFunctions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, withData, withFunctions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void write(OutputStream stream) throws IOException {
        write(stream, true, true);
    }

    private void write(OutputStream stream, boolean withData, boolean withFunctions) throws IOException {
        Config config = engine.config();
        RdbFileWriter writer = new RdbFileWriter(
                stream,
                config.value("rdbcompression").equals("yes"),
                config.value("rdbchecksum").equals("yes"));
        writer.begin(aux());
        for (byte[] code : withFunctions && functions != null ? functions.code() : List.<byte[]>of()) {
            writer.function(code);
        }
        for (int i = 0; withData && i < engine.databases(); i++) {
            write(writer, engine.keyspace(i));
        }
        writer.end();
    }

    private Map<String, String> aux() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> aux = new LinkedHashMap<>();
        aux.put("redis-ver", "7.0.15");
        aux.put("redis-bits", "64");
        aux.put("ctime", Long.toString(engine.nowMillis() / MILLIS_A_SECOND));
        aux.put("used-mem", Long.toString(runtime.totalMemory() - runtime.freeMemory()));
        aux.put("aof-base", "0");
        return aux;
    }

    private void write(RdbFileWriter writer, Keyspace keyspace) throws IOException {
        Database data = keyspace.data();
        if (data.size() == 0) {
            return;
        }
        writer.database(data.index(), data.size(), data.volatileSize());
        try {
            data.forEach(entry -> write(writer, keyspace, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(RdbFileWriter writer, Keyspace keyspace, KeyEntry entry) {
        EvictionPolicy policy = engine.config().maxmemoryPolicy();
        long idle = policy.isLru() ? keyspace.idleSeconds(entry) : RdbKey.NONE;
        int frequency = policy.isLfu() ? keyspace.frequency(entry) : RdbKey.NONE;
        try {
            writer.key(new RdbKey(keyspace.index(), entry.key, entry.value(), entry.expireAtMillis(), idle, frequency));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves to the file of the configuration and says whether that went well. */
    public boolean trySave() {
        try {
            save(file());
            return true;
        } catch (UncheckedIOException | InvalidPathException e) {
            // the caller has a reply for it, and Redis's log has no counterpart here
            return false;
        }
    }

    /** Returns the file that SAVE writes. */
    public Path file() {
        return Path.of(engine.config().value("dir")).resolve(engine.config().value("dbfilename"));
    }

    /** Has all data saved when the commands that came together are done, and before they are replied to. */
    public void scheduleSave() {
        scheduled = true;
    }

    void saveIfDue() {
        if (scheduled || nextMillis() <= engine.nowMillis()) {
            scheduled = false;
            saveInBackground();
        }
        if (rewritingScheduled) {
            rewritingScheduled = false;
            AppendOnlyFile.of(engine).rewrite();
        }
    }

    /** Says whether save points were set, here or by a client; those that Redis has by default mean nothing here. */
    public boolean hasSavePoints() {
        return engine.config().hasSavePoints();
    }

    /** Returns when the first save point is reached that has enough changes, in milliseconds since the epoch. */
    long nextMillis() {
        long changes = engine.stats().dirty;
        if (changes == 0 || !hasSavePoints()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        String[] points = engine.config().value("save").split(" ");
        for (int i = 0; i + 1 < points.length; i += 2) {
            if (changes >= Long.parseLong(points[i + 1])) {
                next = Math.min(next, lastTryMillis + Long.parseLong(points[i]) * MILLIS_A_SECOND);
            }
        }
        if (next != Long.MAX_VALUE) {
            engine.deadlineAt(next);
        }
        return next;
    }

    /** Forgets that there are changes to save, as FLUSHALL does where there are save points: nothing is left to save. */
    public void nothingToSave() {
        if (!engine.config().value("save").isEmpty()) {
            engine.stats().dirty = 0;
        }
    }

    /** Has the append-only file rewritten when the commands that came together are done. */
    public void scheduleRewriting() {
        rewritingScheduled = true;
    }

    /** Has the append-only file rewritten, if there is one, since all data are others. */
    public void rewriteIfAppending() {
        rewritingScheduled |= AppendOnlyFile.of(engine).isOn();
    }

    /** Returns how often Redis would have started a child process to save or to rewrite. */
    public long backgroundTasks() {
        return backgroundSaves + AppendOnlyFile.of(engine).rewritings();
    }

    /** Saves as a child process of Redis does, whose failure only INFO tells. */
    public void saveInBackground() {
        everInBackground = true;
        backgroundSaves++;
        lastTryMillis = engine.nowMillis();
        failed = !trySave();
    }

    /** Saves all data to memory and loads them again. */
    public void reload() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saves++;
        saved();
        reloaded = out.toByteArray();
        load(reloaded);
    }

    /**
     * Loads what {@link #reload()} saved last, or the file if there was no such save.
     *
     * @param merges whether keys and libraries that are there stay, unless there is another of their name
     * @throws UncheckedIOException if there is nothing to load
     */
    public void reloadSaved(boolean merges) {
        byte[] bytes = reloaded == null ? bytesOfFile() : reloaded;
        if (merges) {
            merge(bytes);
        } else {
            load(bytes);
        }
    }

    private byte[] bytesOfFile() {
        try {
            return Files.readAllBytes(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void merge(byte[] bytes) {
        Loading loading = new Loading(engine);
        RdbFileReader reader = read(new ByteArrayInputStream(bytes), bytes.length, loading);
        functions(reader.functions(), true).run();
        for (int i = 0; i < engine.databases(); i++) {
            Keyspace keyspace = engine.keyspace(i);
            loading.databases.get(i).forEach(entry -> {
                keyspace.set(entry.key, entry.value(), false);
                keyspace.expireAt(entry.key, entry.expireAtMillis());
            });
        }
    }

    /** Returns when data were last saved, or at first when the server started. */
    public long lastSaveMillis() {
        return lastSaveMillis;
    }

    /** Returns how often it was tried to save. */
    public long saves() {
        return saves;
    }

    /** Returns the keys that were loaded last. */
    public long keysLoaded() {
        return keysLoaded;
    }

    /** Returns the keys that were left out when data were loaded last, being past their deadline. */
    public long keysExpired() {
        return keysExpired;
    }

    /** Says whether the last BGSAVE failed. */
    public boolean hasFailed() {
        return failed;
    }

    /** Returns how long the last BGSAVE took, in whole seconds; -1 when there was none. */
    public int backgroundSeconds() {
        return everInBackground ? 0 : -1;
    }

    /** Clears the count of saves. */
    public void resetStats() {
        saves = 0;
    }
}
