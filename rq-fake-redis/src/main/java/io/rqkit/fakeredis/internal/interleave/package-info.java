/** How clients are made to take turns. */
@NullMarked
package io.rqkit.fakeredis.internal.interleave;

import org.jspecify.annotations.NullMarked;
