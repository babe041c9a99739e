/** Libraries of C that Redis adds to Lua: cjson, cmsgpack, struct and bit. They know nothing of Redis. */
@NullMarked
package io.rqkit.fakeredis.internal.lua.lib;

import org.jspecify.annotations.NullMarked;
