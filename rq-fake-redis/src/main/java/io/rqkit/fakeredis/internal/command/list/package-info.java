/** Lists. Follows <a href="https://redis.io/commands/?group=list">the group</a> and t_list.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.list;

import org.jspecify.annotations.NullMarked;
