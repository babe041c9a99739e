/** The commands by which servers copy one another's data, and by which clients ask about it. */
@NullMarked
package io.rqkit.fakeredis.internal.command.replication;

import org.jspecify.annotations.NullMarked;
