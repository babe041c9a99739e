package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.resp.InlineWords;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first line of a script or library that begins with {@code #!}. Follows eval.c and functions.c in Redis. */
final class Shebang {
    private static final String FLAGS = "flags=";
    private static final String NAME = "name=";

    private Shebang() {}

    /** Returns the length of the first line, 0 when it is none of this kind, -1 when it does not end. */
    static int length(String code) {
        if (!code.startsWith("#!")) {
            return 0;
        }
        int end = code.indexOf('\n');
        int nul = code.indexOf(0);
        return nul >= 0 && nul < end ? -1 : end;
    }

    /** Returns the flags that a script's first line gives it, or null when it has no such line. */
    static @Nullable Set<ScriptFlag> flags(String code) {
        int length = length(code);
        if (length == 0) {
            return null;
        }
        if (length < 0) {
            throw new CommandException("ERR Invalid script shebang");
        }
        byte[][] words = words(code, length);
        if (words == null || words.length == 0) {
            throw new CommandException("ERR Invalid engine in script shebang");
        }
        if (!text(words[0]).equals("#!lua")) {
            throw new CommandException("ERR Unexpected engine in script shebang: " + text(words[0]));
        }
        Set<ScriptFlag> flags = EnumSet.noneOf(ScriptFlag.class);
        for (int i = 1; i < words.length; i++) {
            String word = text(words[i]);
            if (!word.startsWith(FLAGS)) {
                throw new CommandException("ERR Unknown lua shebang option: " + word);
            }
            addFlags(word.substring(FLAGS.length()), flags);
        }
        return flags;
    }

    private static void addFlags(String list, Set<ScriptFlag> flags) {
        if (list.isEmpty()) {
            return;
        }
        for (String name : list.split(",", -1)) {
            ScriptFlag flag = ScriptFlag.of(name);
            if (flag == null) {
                throw new CommandException("ERR Unexpected flag in script shebang: " + name);
            }
            flags.add(flag);
        }
    }

    /** What a library's first line says: who runs it and how it is called. */
    record Header(String engine, String name, int length) {}

    /** Reads a library's first line, which it must have. */
    static Header header(String code) {
        int length = length(code);
        if (length == 0) {
            throw new CommandException("ERR Missing library metadata");
        }
        byte[][] words = length < 0 ? null : words(code, length);
        if (words == null || words.length == 0) {
            throw new CommandException("ERR Invalid library metadata");
        }
        String name = null;
        for (int i = 1; i < words.length; i++) {
            String word = text(words[i]);
            if (!word.toLowerCase(Locale.ROOT).startsWith(NAME)) {
                throw new CommandException("ERR Invalid metadata value given: " + word);
            }
            if (name != null) {
                throw new CommandException("ERR Invalid metadata value, name argument was given multiple times");
            }
            name = word.substring(NAME.length());
        }
        if (name == null) {
            throw new CommandException("ERR Library name was not given");
        }
        return new Header(text(words[0]).substring(2), name, length);
    }

    private static byte @Nullable [][] words(String code, int length) {
        return InlineWords.split(code.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.ISO_8859_1);
    }
}
