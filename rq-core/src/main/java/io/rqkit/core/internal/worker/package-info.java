/** The loop of a worker, the run of one job and its heartbeat. */
@NullMarked
package io.rqkit.core.internal.worker;

import org.jspecify.annotations.NullMarked;
