/** Sorted sets: members in the order of their scores under one key. */
@NullMarked
package io.rqkit.fakeredis.internal.command.zset;

import org.jspecify.annotations.NullMarked;
