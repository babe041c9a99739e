package io.rqkit.core.internal.worker;

import java.time.Duration;

/**
 * Something that a worker does beside its jobs, again and again.
 *
 * @param interval how often
 * @param pass does it, once at the start and then by the interval; what it throws is logged
 * @param close gives back what it holds; throws nothing
 */
public record Companion(Duration interval, Runnable pass, Runnable close) {}
