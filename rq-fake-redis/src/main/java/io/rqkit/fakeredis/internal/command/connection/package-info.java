/** Connections. */
@NullMarked
package io.rqkit.fakeredis.internal.command.connection;

import org.jspecify.annotations.NullMarked;
