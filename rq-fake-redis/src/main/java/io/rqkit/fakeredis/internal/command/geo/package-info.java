/** Places: members of a sorted set whose scores are geohashes of 52 bits. */
@NullMarked
package io.rqkit.fakeredis.internal.command.geo;

import org.jspecify.annotations.NullMarked;
