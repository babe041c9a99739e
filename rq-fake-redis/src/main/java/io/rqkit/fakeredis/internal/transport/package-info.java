/** Doors to the engine: TCP and the in-process socket. They know bytes only. */
@NullMarked
package io.rqkit.fakeredis.internal.transport;

import org.jspecify.annotations.NullMarked;
