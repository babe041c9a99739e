/** The server. Follows <a href="https://redis.io/commands/?group=server">the group</a>, server.c, config.c and debug.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.server;

import org.jspecify.annotations.NullMarked;
