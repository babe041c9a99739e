package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.FunctionStore;
import io.rqkit.fakeredis.internal.engine.Restorable;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.rdb.DumpPayload;
import io.rqkit.fakeredis.internal.rdb.FunctionPayload;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The scripts and libraries of a server. Lua itself is loaded when the first of them is. */
public final class Scripting implements FunctionStore, Restorable {
    private static final int HASHED_DIGITS = 8;
    private final Engine engine;
    private final Map<Sha, Script> bySha = new HashMap<>();
    private final Map<ByteBuffer, Script> byBody = new HashMap<>();
    private final RedisRandom random = new RedisRandom();
    private final boolean compresses;
    private byte @Nullable [] lastSought;
    private @Nullable Script lastFound;
    private @Nullable LineCounts coverage;
    private @Nullable LuaRoom scriptRoom;
    private @Nullable FunctionRoom functionRoom;
    private Libraries libraries = new Libraries();

    private Scripting(Engine engine) {
        this.engine = engine;
        this.compresses = engine.config().value("rdbcompression").equals("yes");
        engine.snapshots().functions(this);
        engine.checkpoints().add(this);
    }

    /** What FUNCTION RESTORE does with libraries that are there. */
    public enum RestorePolicy {
        FLUSH,
        APPEND,
        REPLACE
    }

    /** Returns the scripts and libraries of a server. */
    public static Scripting of(Engine engine) {
        return engine.part(Scripting.class, Scripting::new);
    }

    /**
     * A script in the cache.
     *
     * @param sha its SHA-1, in lower-case hexadecimal
     * @param flags what its first line says of it; null without such a line, as of old
     * @param function the Lua function
     */
    public record Script(String sha, byte[] body, @Nullable Set<ScriptFlag> flags, Object function) {}

    /**
     * Returns the flags that a script's first line gives it, or null when it has no such line.
     *
     * @throws CommandException if that line is wrong
     */
    public static @Nullable Set<ScriptFlag> flags(byte[] body) {
        return Shebang.flags(new String(body, StandardCharsets.ISO_8859_1));
    }

    /** Returns the script of that SHA-1, in any case of letters, or null. */
    public @Nullable Script find(byte[] sha) {
        if (sha != lastSought) {
            // a call is looked at twice: for what it may do, and to run it
            lastFound = bySha.get(Sha.of(sha));
            lastSought = sha;
        }
        return lastFound;
    }

    private void forgetLast() {
        lastSought = null;
        lastFound = null;
    }

    /** A SHA-1 as a key, in lower case; its first digits are as good a hash as any. */
    private record Sha(byte[] digits) {
        static Sha of(byte[] text) {
            byte[] lower = text.clone();
            for (int i = 0; i < lower.length; i++) {
                if (lower[i] >= 'A' && lower[i] <= 'Z') {
                    lower[i] += 'a' - 'A';
                }
            }
            return new Sha(lower);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sha sha && Arrays.equals(digits, sha.digits);
        }

        @Override
        public int hashCode() {
            int hash = digits.length;
            for (int i = 0; i < HASHED_DIGITS && i < digits.length; i++) {
                hash = hash * 31 + digits[i];
            }
            return hash;
        }
    }

    /**
     * Returns the script of that text, compiled if it is new.
     *
     * @throws CommandException if it is no script
     */
    public Script load(byte[] body) {
        ByteBuffer key = ByteBuffer.wrap(body);
        Script known = byBody.get(key);
        if (known != null) {
            return known;
        }
        Script made = ScriptCompiler.compile(room(), body);
        bySha.put(Sha.of(made.sha().getBytes(StandardCharsets.US_ASCII)), made);
        forgetLast();
        byBody.put(key, made);
        return made;
    }

    private LuaRoom room() {
        LuaRoom room = scriptRoom;
        if (room == null) {
            room = LuaRoom.forScripts(engine, random, coverage());
            scriptRoom = room;
        }
        return room;
    }

    private LineCounts coverage() {
        LineCounts counts = coverage;
        if (counts == null) {
            counts = new LineCounts(engine.config().scripts().covered());
            coverage = counts;
        }
        return counts;
    }

    /** Returns how often each line ran of each script and library that was compiled, in the order of their compilation. */
    public List<Covered> covered() {
        return coverage().all();
    }

    /**
     * A script or library and its lines.
     *
     * @param name a script's SHA-1, or a library's name
     * @param text what was compiled, its first line included
     * @param runs of each line on which a statement begins, how often it ran
     */
    public record Covered(String name, String text, SortedMap<Integer, Long> runs) {}

    /** Forgets all scripts and whatever they left behind in Lua. */
    public void flush() {
        bySha.clear();
        forgetLast();
        byBody.clear();
        scriptRoom = null;
    }

    /** Runs a script for a client. */
    public Reply run(Call call, Script script, byte[][] keys, byte[][] arguments, boolean readOnly) {
        return ScriptRunner.run(room(), call, script, keys, arguments, readOnly);
    }

    private FunctionRoom functionRoom() {
        FunctionRoom room = functionRoom;
        if (room == null) {
            room = new FunctionRoom(engine, random, coverage());
            functionRoom = room;
        }
        return room;
    }

    public Libraries libraries() {
        return libraries;
    }

    /** Runs a function for a client. */
    public Reply run(Call call, Library.Function function, byte[][] keys, byte[][] arguments, boolean readOnly) {
        return ScriptRunner.run(functionRoom().room(), call, function, keys, arguments, readOnly);
    }

    /**
     * Makes a library of code.
     *
     * @throws CommandException if it can't be made, with all as it was
     */
    public Library loadLibrary(byte[] code, boolean replace) {
        return libraries.create(code, replace, functionRoom());
    }

    /** Forgets a library. */
    public void delete(Library library) {
        libraries.remove(library);
    }

    /** Forgets all libraries. */
    public void flushLibraries() {
        libraries = new Libraries();
    }

    /** Returns all libraries as FUNCTION DUMP does. */
    public byte[] dump() {
        return FunctionPayload.of(code(), compresses);
    }

    /**
     * Takes libraries from a payload that {@link #dump} made.
     *
     * @throws CommandException if it is none, or its libraries can't stand beside those there are, with all as it was
     */
    public void restore(byte[] payload, RestorePolicy policy) {
        if (!DumpPayload.isIntact(payload, engine.config().skipsChecksums())) {
            throw new CommandException("ERR DUMP payload version or checksum are wrong");
        }
        Libraries restored;
        try {
            restored = libraries(FunctionPayload.read(payload));
        } catch (CorruptRdbException corrupt) {
            throw new CommandException("ERR " + corrupt.getMessage());
        }
        if (policy == RestorePolicy.FLUSH) {
            libraries = restored;
        } else {
            libraries.join(restored, policy == RestorePolicy.REPLACE);
        }
    }

    private Libraries libraries(List<byte[]> code) {
        Libraries made = new Libraries();
        for (byte[] library : code) {
            made.create(library, false, functionRoom());
        }
        return made;
    }

    @Override
    public Runnable checkpoint() {
        Map<Sha, Script> scripts = new HashMap<>(bySha);
        LuaRoom room = scriptRoom;
        Libraries kept = libraries.copy();
        return () -> {
            flush();
            scriptRoom = room;
            scripts.forEach((sha, script) -> {
                bySha.put(sha, script);
                byBody.put(ByteBuffer.wrap(script.body()), script);
            });
            libraries = kept.copy();
        };
    }

    @Override
    public void reset() {
        flush();
        flushLibraries();
    }

    @Override
    public List<byte[]> code() {
        return libraries.all().stream().map(Library::code).toList();
    }

    @Override
    public Runnable addition(List<byte[]> code) {
        Libraries made = libraries(code);
        return () -> libraries.join(made, true);
    }

    @Override
    public Runnable replacement(List<byte[]> code) {
        Libraries made = libraries(code);
        return () -> libraries = made;
    }

    /**
     * What INFO tells of scripts and functions.
     *
     * @param scriptState the bytes that the scripts' Lua state takes
     * @param scriptBytes the bytes of the scripts' texts
     * @param functionState the bytes that the functions' Lua state takes
     * @param libraryBytes the bytes of the libraries' code
     */
    public record Figures(
            long scriptState,
            long scriptBytes,
            int scripts,
            long functionState,
            long libraryBytes,
            int libraries,
            int functions) {
        /** Before there is any script. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);
    }

    /** Returns what INFO tells. */
    public Figures figures() {
        LuaRoom scripts = scriptRoom;
        FunctionRoom functions = functionRoom;
        return new Figures(
                scripts == null ? 0 : scripts.state().memoryUsed(),
                bySha.values().stream()
                        .mapToLong(script -> script.body().length)
                        .sum(),
                bySha.size(),
                functions == null ? 0 : functions.room().state().memoryUsed(),
                code().stream().mapToLong(code -> code.length).sum(),
                libraries.all().size(),
                libraries.functionCount());
    }
}
