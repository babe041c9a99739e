package io.rqkit.core.internal.settings;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears from one sentinel after the other when a master changes, which helps where the old one still answers. A daemon thread,
 * from {@link #startOnce} to {@link #close}.
 */
final class SwitchListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchListener.class);
    private static final String EVENT = "+switch-master";
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long CLOSE_MILLIS = 20;

    private final List<Address> sentinels;
    private final String masterName;
    private final Function<Address, Jedis> opener;
    private final Runnable whenSwitched;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Jedis connected;
    private volatile boolean wasDeaf;
    private volatile long pauseMillis = FIRST_PAUSE_MILLIS;

    SwitchListener(List<Address> sentinels, Function<Address, Jedis> opener, String masterName, Runnable whenSwitched) {
        this.sentinels = sentinels;
        this.opener = opener;
        this.masterName = masterName;
        this.whenSwitched = whenSwitched;
    }

    synchronized void startOnce() {
        if (thread == null && !isClosing()) {
            Thread started = new Thread(this::listen, "rq-sentinel-" + masterName);
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void listen() {
        try {
            for (int i = 0; !isClosing(); i++) {
                listen(sentinels.get(i % sentinels.size()));
                boolean isRound = i % sentinels.size() == sentinels.size() - 1;
                if (isRound && !closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Address sentinel) {
        try (Jedis jedis = opener.apply(sentinel)) {
            if (connect(jedis)) {
                jedis.subscribe(new Ear(), EVENT);
            }
        } catch (JedisException lost) {
            LOG.debug("the sentinel at {} tells of no switch", sentinel, lost);
        } finally {
            connect(null);
            wasDeaf = true;
        }
    }

    /** Takes the connection that is to be cut at the end; returns false when this is the end. */
    private synchronized boolean connect(@Nullable Jedis jedis) {
        connected = jedis;
        return !isClosing();
    }

    private final class Ear extends JedisPubSub {
        @Override
        public void onSubscribe(String channel, int subscribedChannels) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            if (wasDeaf) {
                whenSwitched.run(); // it may have happened meanwhile
            }
        }

        /** The message: name, old host, old port, new host, new port. */
        @Override
        public void onMessage(String channel, String message) {
            if (message.startsWith(masterName + " ")) {
                whenSwitched.run();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Thread ending = running();
        try {
            while (ending != null && ending.isAlive()) {
                cut(); // again, should it have connected just now
                ending.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }

    private synchronized void cut() {
        Jedis jedis = connected;
        if (jedis != null) {
            jedis.disconnect();
        }
    }
}
