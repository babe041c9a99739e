/**
 * Users and what they may do, without a server around: rules, checks, the log and the file. Follows <a
 * href="https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/">ACL</a> and Redis's acl.c.
 */
@NullMarked
package io.rqkit.fakeredis.internal.acl;

import org.jspecify.annotations.NullMarked;
