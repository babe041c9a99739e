/** The wire protocol: requests decoded with limits, replies encoded for RESP2 and RESP3. */
@NullMarked
package io.rqkit.fakeredis.internal.resp;

import org.jspecify.annotations.NullMarked;
