/** MEMORY, SLOWLOG and LATENCY: what is known of the server's own costs. */
@NullMarked
package io.rqkit.fakeredis.internal.command.diagnostics;

import org.jspecify.annotations.NullMarked;
