/** One class for each change of state of a job. */
@NullMarked
package io.rqkit.core.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
