package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.lua.LuaCompiler;
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
        Prototype chunk = compile(code, NAME, "Error compiling script (new function): ");
        return new Scripting.Script(Sha1.hex(body), body, flags, room.state().function(chunk));
    }

    static Prototype compile(byte[] code, LuaString name, String prefix) {
        try {
            return LuaCompiler.compile(code, name);
        } catch (LuaError error) {
            throw new CommandException("ERR " + prefix + ReplyWriter.errorText(LuaString.of(text(error.value()))));
        }
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
