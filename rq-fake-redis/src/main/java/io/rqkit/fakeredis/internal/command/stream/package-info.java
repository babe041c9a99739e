/** Streams. Follows <a href="https://redis.io/commands/?group=stream">the group</a> and t_stream.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.stream;

import org.jspecify.annotations.NullMarked;
