/** The lock, the databases, the sessions, and the gates that a command passes. */
@NullMarked
package io.rqkit.fakeredis.internal.engine;

import org.jspecify.annotations.NullMarked;
