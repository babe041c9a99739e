/** Clients that take turns in an order that can be found again. */
@NullMarked
package io.rqkit.fakeredis.interleave;

import org.jspecify.annotations.NullMarked;
