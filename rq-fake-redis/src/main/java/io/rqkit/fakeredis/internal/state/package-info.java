/** How the data are reached without a client. */
@NullMarked
package io.rqkit.fakeredis.internal.state;

import org.jspecify.annotations.NullMarked;
