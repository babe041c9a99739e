/** Strings. Follows <a href="https://redis.io/commands/?group=string">the group</a> and t_string.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.string;

import org.jspecify.annotations.NullMarked;
