/** What a command is: its name, arity, flags, key specifications, and the texts of every error. */
@NullMarked
package io.rqkit.fakeredis.internal.command;

import org.jspecify.annotations.NullMarked;
