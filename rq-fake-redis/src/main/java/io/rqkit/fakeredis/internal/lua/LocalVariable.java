package io.rqkit.fakeredis.internal.lua;

/** The name of a local variable and the instructions between which it lives, for error texts. */
final class LocalVariable {
    final LuaString name;
    int start;
    int end;

    LocalVariable(LuaString name) {
        this.name = name;
    }
}
