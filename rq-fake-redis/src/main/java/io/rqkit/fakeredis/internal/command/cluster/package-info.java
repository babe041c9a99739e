/** The commands of Redis Cluster. */
@NullMarked
package io.rqkit.fakeredis.internal.command.cluster;

import org.jspecify.annotations.NullMarked;
