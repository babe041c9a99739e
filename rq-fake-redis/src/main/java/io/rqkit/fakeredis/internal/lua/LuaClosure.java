package io.rqkit.fakeredis.internal.lua;

/** A Lua function: shared code with the variables it captured. */
public final class LuaClosure extends LuaFunction {
    final Prototype prototype;
    final UpValue[] upvalues;

    LuaClosure(Prototype prototype, LuaTable environment) {
        super(environment);
        this.prototype = prototype;
        upvalues = prototype.upvalueCount == 0 ? UpValue.NONE : new UpValue[prototype.upvalueCount];
    }

    /** Returns the code, which other states may share. */
    public Prototype prototype() {
        return prototype;
    }
}
