/**
 * Redis's RDB format, version 10, as DUMP, RESTORE and snapshots use it. It knows values and nothing of engine or replies.
 * Follows rdb.c, listpack.c, intset.c, ziplist.c, zipmap.c and lzf_c.c in Redis.
 */
@NullMarked
package io.rqkit.fakeredis.internal.rdb;

import org.jspecify.annotations.NullMarked;
