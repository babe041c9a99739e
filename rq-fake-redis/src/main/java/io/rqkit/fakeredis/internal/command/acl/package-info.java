/** The ACL command. Follows <a href="https://redis.io/commands/acl/">ACL</a> and Redis's acl.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.acl;

import org.jspecify.annotations.NullMarked;
