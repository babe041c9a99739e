/** The slots of a worker, the run of one job, the waiting for work and the signs of life. */
@NullMarked
package io.rqkit.core.internal.worker;

import org.jspecify.annotations.NullMarked;
