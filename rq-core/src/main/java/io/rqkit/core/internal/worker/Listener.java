package io.rqkit.core.internal.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.WorkerCommand;
import io.rqkit.core.internal.time.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Hears what the slots of a worker are told by others; a lost connection is sought again every two seconds of its time. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long FIRST_SECONDS = 10;
    private static final long CLOSE_MILLIS = 20;

    /** Does what a worker is told. */
    interface Orders {
        void shutdown();

        void killHorse(String workerName);

        /** Stops the run of a job, of the given execution where that is not empty. */
        void stopJob(String workerName, String jobId, String executionId);
    }

    private final UnifiedJedis redis;
    private final String[] channels;
    private final Timers timers;
    private final Orders orders;
    private final Thread thread;
    private final CountDownLatch heard = new CountDownLatch(1);
    private final AtomicBoolean hasLeft = new AtomicBoolean();
    private final Ear ear = new Ear();
    private boolean isDue;
    private boolean isClosing;

    Listener(UnifiedJedis redis, String workerName, List<String> slotNames, Timers timers, Orders orders) {
        this.redis = redis;
        this.channels = slotNames.stream().map(Keys::commands).toArray(String[]::new);
        this.timers = timers;
        this.orders = orders;
        this.thread = new Thread(this::listen, "rq-commands-" + workerName);
        thread.setDaemon(true);
    }

    /** Begins, and waits until the subscription stands or has failed; not for ever, should the server say nothing. */
    void start() throws InterruptedException {
        thread.start();
        boolean unused = heard.await(FIRST_SECONDS, TimeUnit.SECONDS);
    }

    private void listen() {
        try {
            while (!isClosing()) {
                try {
                    hasLeft.set(false);
                    redis.subscribe(ear, channels);
                } catch (JedisException e) {
                    LOG.debug("subscription lost, trying again", e);
                    heard.countDown();
                    awaitRetry();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heard.countDown();
        }
    }

    private synchronized boolean isClosing() {
        return isClosing;
    }

    private synchronized void awaitRetry() throws InterruptedException {
        if (isClosing) {
            return;
        }
        isDue = false;
        Future<?> retry = timers.later(RETRY, this::retry);
        while (!isDue && !isClosing) {
            wait();
        }
        retry.cancel(false);
    }

    private synchronized void retry() {
        isDue = true;
        notifyAll();
    }

    private final class Ear extends JedisPubSub {
        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            if (subscribedChannels == channels.length) {
                heard.countDown();
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            try {
                obey(
                        channel.substring(Keys.commands("").length()),
                        Json.parse(message.getBytes(StandardCharsets.UTF_8)));
            } catch (Json.DeserializationFailure e) {
                LOG.warn("worker command ignored, it is no JSON: {}", message);
            }
        }
    }

    private void obey(String workerName, JsonNode order) {
        switch (order.path(WorkerCommand.COMMAND).asText()) {
            case WorkerCommand.SHUTDOWN -> orders.shutdown();
            case WorkerCommand.KILL_HORSE -> orders.killHorse(workerName);
            case WorkerCommand.STOP_JOB, WorkerCommand.STOP_EXECUTION ->
                orders.stopJob(
                        workerName,
                        order.path(WorkerCommand.JOB_ID).asText(),
                        order.path(WorkerCommand.EXECUTION_ID).asText());
            default -> LOG.warn("worker command ignored, it is not known: {}", order);
        }
    }

    /** Waits for no timer from here on. */
    synchronized void release() {
        isClosing = true;
        notifyAll();
    }

    @Override
    public void close() {
        release();
        try {
            while (thread.isAlive()) {
                unsubscribe();
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unsubscribe() {
        try {
            // once, or the second reply would stay in the connection for whoever borrows it next
            if (ear.isSubscribed() && hasLeft.compareAndSet(false, true)) {
                ear.unsubscribe();
            }
        } catch (JedisException e) {
            LOG.debug("the subscription has ended by itself", e);
        }
    }
}
