/** Hashes: fields with values under one key. */
@NullMarked
package io.rqkit.fakeredis.internal.command.hash;

import org.jspecify.annotations.NullMarked;
