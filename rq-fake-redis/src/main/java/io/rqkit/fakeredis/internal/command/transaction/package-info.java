/** Transactions. Follows <a href="https://redis.io/commands/?group=transactions">the group</a> and multi.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.transaction;

import org.jspecify.annotations.NullMarked;
