/** The one notion of time. */
@NullMarked
package io.rqkit.fakeredis.clock;

import org.jspecify.annotations.NullMarked;
