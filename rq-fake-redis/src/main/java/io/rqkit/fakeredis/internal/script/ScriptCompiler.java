package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.Prototype;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes functions of the texts of scripts. */
final class ScriptCompiler {
    private static final LuaString NAME = LuaString.of("@user_script");

    private ScriptCompiler() {}

    static Scripting.Script compile(LuaRoom room, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Set<ScriptFlag> flags = Shebang.flags(text);
        // of the first line its end is left, which keeps the lines' numbers
        byte[] code = flags == null ? body : Arrays.copyOfRange(body, Shebang.length(text), body.length);
        String sha = Sha1.hex(body);
        Prototype chunk = compile(room, sha, code, NAME, "Error compiling script (new function): ");
        return new Scripting.Script(sha, body, flags, room.state().function(chunk));
    }

    /** Compiles the text of a script, or of a library, that is known by a name. */
    static Prototype compile(LuaRoom room, String known, byte[] code, LuaString source, String prefix) {
        try {
            return room.coverage().compile(known, code, source);
        } catch (LuaError error) {
            throw new CommandException("ERR " + prefix + ReplyWriter.errorText(LuaString.of(text(error.value()))));
        }
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
