package io.rqkit.fakeredis.internal.command.zset;

/** What the ends of a range are. */
enum RangeBy {
    RANK,
    SCORE,
    LEX
}
