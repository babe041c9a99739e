/** From the name of a job to the code that runs it, and back. */
@NullMarked
package io.rqkit.core.internal.dispatch;

import org.jspecify.annotations.NullMarked;
