/** Servers that belong together: how they reach one another, and the sentinels that watch over them. */
@NullMarked
package io.rqkit.fakeredis.internal.sentinel;

import org.jspecify.annotations.NullMarked;
