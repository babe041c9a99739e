/** What the server was sent and what it answered, to be asked afterwards. */
@NullMarked
package io.rqkit.fakeredis.record;

import org.jspecify.annotations.NullMarked;
