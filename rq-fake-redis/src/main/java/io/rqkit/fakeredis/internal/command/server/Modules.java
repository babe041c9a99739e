package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** MODULE, of a server that has no modules and can't load any: they are libraries of machine code. */
final class Modules {
    static final CommandException NOT_LOADED =
            new CommandException("ERR Error loading the extension. Please check the server logs.");
    static final CommandException NO_SUCH_MODULE =
            new CommandException("ERR Error unloading module: no such module with that name");

    private Modules() {}

    static Reply help(Call call) {
        return call.help(
                "LIST",
                "    Return a list of loaded modules.",
                "LOAD <path> [<arg> ...]",
                "    Load a module library from <path>, passing to it any optional arguments.",
                "LOADEX <path> [[CONFIG NAME VALUE] [CONFIG NAME VALUE]] [ARGS ...]",
                "    Load a module library from <path>, while passing it module configurations and optional arguments.",
                "UNLOAD <name>",
                "    Unload a module.");
    }
}
