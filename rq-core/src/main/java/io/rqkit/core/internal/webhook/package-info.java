/** Calls web addresses when jobs have ended; loads the JDK's HTTP client at the first of them. */
@NullMarked
package io.rqkit.core.internal.webhook;

import org.jspecify.annotations.NullMarked;
