/** Copies of a server's data on others: the stream of changes, who takes it, and whom this server takes it from. */
@NullMarked
package io.rqkit.fakeredis.internal.engine.replication;

import org.jspecify.annotations.NullMarked;
