/** Bits of strings. Follows <a href="https://redis.io/commands/?group=bitmap">the group</a> and bitops.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.bitmap;

import org.jspecify.annotations.NullMarked;
