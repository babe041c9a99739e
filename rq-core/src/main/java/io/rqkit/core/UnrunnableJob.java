package io.rqkit.core;

/**
 * A job that waits in a queue of a worker that cannot run it.
 *
 * @param queue the queue's name
 * @param id the job's id
 * @param reason why, as the failure would say it
 */
public record UnrunnableJob(String queue, String id, String reason) {}
