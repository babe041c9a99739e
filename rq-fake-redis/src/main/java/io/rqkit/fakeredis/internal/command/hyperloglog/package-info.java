/** HyperLogLogs. Follows <a href="https://redis.io/commands/?group=hyperloglog">the group</a> and hyperloglog.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.hyperloglog;

import org.jspecify.annotations.NullMarked;
