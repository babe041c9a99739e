/** Sets: distinct members under one key. */
@NullMarked
package io.rqkit.fakeredis.internal.command.set;

import org.jspecify.annotations.NullMarked;
