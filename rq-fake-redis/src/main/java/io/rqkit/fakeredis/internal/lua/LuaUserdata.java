package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** A value of the host's that scripts can pass around but not look into. */
public final class LuaUserdata {
    private final long address;
    private final boolean light;

    @Nullable
    LuaTable metatable;

    private LuaUserdata(long address, boolean light) {
        this.address = address;
        this.light = light;
    }

    /** Makes a light userdata: two with the same address are equal, and a metatable is shared by all. */
    public static LuaUserdata light(long address) {
        return new LuaUserdata(address, true);
    }

    /** Makes a full userdata, equal only to itself, with a metatable of its own or null. */
    public static LuaUserdata full(@Nullable LuaTable metatable) {
        LuaUserdata made = new LuaUserdata(0, false);
        made.metatable = metatable;
        return made;
    }

    /** Says whether this is a bare address. */
    public boolean isLight() {
        return light;
    }

    /** Returns the address of a light userdata. */
    public long address() {
        return address;
    }

    /** Returns the metatable of a full userdata. */
    public @Nullable LuaTable metatable() {
        return metatable;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (light && other instanceof LuaUserdata userdata && userdata.light && userdata.address == address);
    }

    @Override
    public int hashCode() {
        return light ? Long.hashCode(address) : System.identityHashCode(this);
    }
}
