/** EVAL and functions: Redis's side of Lua. What knows Lua is loaded when the first script or library needs it. */
@NullMarked
package io.rqkit.fakeredis.internal.script;

import org.jspecify.annotations.NullMarked;
