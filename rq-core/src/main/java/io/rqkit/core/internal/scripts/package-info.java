/** The Lua texts, which are resources of this package, and how they are sent; no other place holds one. */
@NullMarked
package io.rqkit.core.internal.scripts;

import org.jspecify.annotations.NullMarked;
