package io.rqkit.core.cli;

import io.rqkit.core.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import sun.misc.Signal;

/**
 * A worker as a process: signals end it, the first after the jobs that run, the second at once; a watch ends it when Redis
 * stays away, and keeps a file for probes.
 */
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final long LOOK_MILLIS = 1000;

    private final Worker worker;
    private final UnifiedJedis connection;
    private final @Nullable Integer giveUpSeconds;
    private final @Nullable Path readyFile;
    private final AtomicInteger signals = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean gaveUp;

    WorkerProcess(Worker worker, UnifiedJedis connection, @Nullable Integer giveUpSeconds, @Nullable Path readyFile) {
        this.worker = worker;
        this.connection = connection;
        this.giveUpSeconds = giveUpSeconds;
        this.readyFile = readyFile;
    }

    /** Runs until the worker ends, and returns the exit code. */
    int run(boolean burst) {
        Signal.handle(new Signal("TERM"), signal -> signalled());
        Signal.handle(new Signal("INT"), signal -> signalled());
        Thread watch = new Thread(this::watch, "rq-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            if (burst) {
                worker.burst();
            } else {
                worker.work();
            }
        } finally {
            ended.countDown();
            forgetReady();
        }
        return gaveUp ? ExitCodes.UNREACHABLE : ExitCodes.OK;
    }

    private void signalled() {
        if (signals.incrementAndGet() == 1) {
            LOG.info(
                    "Worker {} [PID {}]: warm shut down requested",
                    worker.name(),
                    ProcessHandle.current().pid());
            worker.stop();
        } else {
            LOG.info(
                    "Worker {} [PID {}]: cold shut down",
                    worker.name(),
                    ProcessHandle.current().pid());
            worker.kill();
        }
    }

    /** Looks every second whether Redis answers, as long as the worker runs. */
    private void watch() {
        long lastAnswer = System.nanoTime();
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (answers()) {
                    lastAnswer = System.nanoTime();
                } else if (giveUpSeconds != null
                        && Duration.ofNanos(System.nanoTime() - lastAnswer).toSeconds() >= giveUpSeconds) {
                    LOG.error(
                            "Worker {}: Redis has not answered for {} seconds, giving up",
                            worker.name(),
                            giveUpSeconds);
                    gaveUp = true;
                    worker.kill();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            connection.ping();
            if (readyFile != null) {
                Files.writeString(readyFile, worker.name());
            }
            return true;
        } catch (JedisException away) {
            forgetReady();
            return false;
        } catch (IOException unwritable) {
            LOG.warn("the file {} of --ready can't be written", readyFile, unwritable);
            return true;
        }
    }

    private void forgetReady() {
        try {
            if (readyFile != null) {
                Files.deleteIfExists(readyFile);
            }
        } catch (IOException e) {
            LOG.warn("the file {} of --ready can't be deleted", readyFile, e);
        }
    }
}
