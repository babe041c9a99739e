/** The commands of a sentinel. */
@NullMarked
package io.rqkit.fakeredis.internal.command.sentinel;

import org.jspecify.annotations.NullMarked;
