/** Commands on keys of any type. Follows <a href="https://redis.io/commands/?group=generic">the group</a>. */
@NullMarked
package io.rqkit.fakeredis.internal.command.generic;

import org.jspecify.annotations.NullMarked;
