/**
 * Queues, jobs and workers that share one Redis with Python's RQ.
 *
 * <p>Start with {@link io.rqkit.core.Queue} to enqueue, {@link io.rqkit.core.Worker} to perform, and
 * {@link io.rqkit.core.Connections} to say which Redis is meant.
 */
@NullMarked
package io.rqkit.core;

import org.jspecify.annotations.NullMarked;
