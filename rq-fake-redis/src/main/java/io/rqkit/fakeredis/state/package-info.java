/** The data of a server, reached without a client: to arrange them, to look at them, to bring them back. */
@NullMarked
package io.rqkit.fakeredis.state;

import org.jspecify.annotations.NullMarked;
