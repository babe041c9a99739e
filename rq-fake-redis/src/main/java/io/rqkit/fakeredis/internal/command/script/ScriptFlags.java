package io.rqkit.fakeredis.internal.command.script;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.script.Library;
import io.rqkit.fakeredis.internal.script.ScriptFlag;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a call's flags are, since a script or function may declare what it does; scriptFlagsToCmdFlags in script.c. */
final class ScriptFlags {
    private static final Set<Flag> DECLARED = EnumSet.of(Flag.STALE, Flag.DENYOOM, Flag.WRITE, Flag.MAY_REPLICATE);

    private ScriptFlags() {}

    /** Returns the flags of a script that EVAL brings; null without any, or if it is wrong, as it turns out later. */
    static @Nullable Set<ScriptFlag> ofText(Engine engine, byte[][] argv) {
        if (argv.length < 2 || argv[1].length < 2 || argv[1][0] != '#' || argv[1][1] != '!') {
            return null;
        }
        try {
            return Scripting.flags(argv[1]);
        } catch (CommandException wrong) {
            return null;
        }
    }

    static @Nullable Set<ScriptFlag> ofSha(Engine engine, byte[][] argv) {
        Scripting scripting = engine.partIfMade(Scripting.class);
        Scripting.Script script = scripting == null || argv.length < 2 ? null : scripting.find(argv[1]);
        return script == null ? null : script.flags();
    }

    static @Nullable Set<ScriptFlag> ofFunction(Engine engine, byte[][] argv) {
        Scripting scripting = engine.partIfMade(Scripting.class);
        Library.Function function = scripting == null || argv.length < 2
                ? null
                : scripting.libraries().function(Args.latin1(argv[1]));
        return function == null ? null : function.flags();
    }

    static CommandSpec apply(CommandSpec spec, @Nullable Set<ScriptFlag> flags) {
        if (flags == null) {
            return spec;
        }
        boolean writes = !flags.contains(ScriptFlag.NO_WRITES);
        Set<Flag> with = EnumSet.noneOf(Flag.class);
        if (writes) {
            with.add(Flag.WRITE);
        }
        if (writes && !flags.contains(ScriptFlag.ALLOW_OOM)) {
            with.add(Flag.DENYOOM);
        }
        if (flags.contains(ScriptFlag.ALLOW_STALE)) {
            with.add(Flag.STALE);
        }
        return spec.changed(DECLARED, with);
    }
}
