package io.rqkit.examples.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Transaction;

/** Makes workloads. */
final class Workloads {
    private static final byte[] KEY = bytes("benchmark:key:01");
    private static final byte[] VALUE = bytes("0123456789abcdef");
    private static final byte[] THERE = bytes("benchmark:there");
    private static final byte[] BACK = bytes("benchmark:back");
    private static final byte[] STOP = bytes("stop");
    private static final byte[] CHANNEL = bytes("benchmark:channel");
    private static final int PIPELINE = 100;
    private static final int TRANSACTION = 10;
    private static final int STRIDE = 16;
    /** Long enough for a slow server, and short enough for a hang to be seen. */
    private static final int PATIENCE_SECONDS = 30;

    private Workloads() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes one on a server, ready to be repeated. */
    static Workload start(WorkloadKind kind, BenchServer server) throws InterruptedException {
        Jedis jedis = server.connect();
        jedis.set(KEY, VALUE);
        return switch (kind) {
            case GET, SET, LIST, HSET, ZADD, XADD, EVALSHA ->
                single(jedis, kind.command().orElseThrow(), STRIDE);
            case LUA_LOOP -> single(jedis, kind.command().orElseThrow(), 1);
            case MULTI_10 -> nanos -> Workload.repeat(i -> transaction(jedis), 1, nanos);
            case PIPELINE_GET -> nanos -> Workload.repeat(i -> pipelineOfGets(jedis), 1, nanos);
            case PIPELINE_SET -> nanos -> Workload.repeat(i -> pipelineOfSets(jedis), 1, nanos);
            case HAND_OVER -> new HandOver(jedis, server.connect());
            case PUBLISH_1, PUBLISH_100 -> new Publishing(server, jedis, kind.clients());
            case CLIENTS_1, CLIENTS_2, CLIENTS_8 -> new Clients(server, kind.clients());
        };
    }

    private static Workload single(Jedis jedis, SingleCommand command, int stride) {
        command.prepare(jedis);
        return nanos -> Workload.repeat(i -> command.call(jedis, i), stride, nanos);
    }

    private static void transaction(Jedis jedis) {
        try (Transaction transaction = jedis.multi()) {
            for (int i = 0; i < TRANSACTION; i++) {
                transaction.set(KEY, VALUE);
            }
            transaction.exec();
        }
    }

    private static void pipelineOfGets(Jedis jedis) {
        try (Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < PIPELINE; i++) {
                pipeline.get(KEY);
            }
            pipeline.sync();
        }
    }

    private static void pipelineOfSets(Jedis jedis) {
        try (Pipeline pipeline = jedis.pipelined()) {
            for (int i = 0; i < PIPELINE; i++) {
                pipeline.set(KEY, VALUE);
            }
            pipeline.sync();
        }
    }

    /** Two threads hand an element to and fro; each waits for the other in BLPOP. */
    private static final class HandOver implements Workload {
        private final Jedis here;
        private final Thread other;

        HandOver(Jedis here, Jedis there) {
            this.here = here;
            this.other = new Thread(() -> echo(there), "hand-over");
            other.start();
        }

        private static void echo(Jedis there) {
            byte[] element;
            do {
                element = there.blpop(PATIENCE_SECONDS, THERE).get(1);
                there.rpush(BACK, element);
            } while (element.length != STOP.length);
        }

        private void once(byte[] element) {
            here.rpush(THERE, element);
            here.blpop(PATIENCE_SECONDS, BACK);
        }

        @Override
        public long repeat(long nanos) throws Exception {
            return Workload.repeat(i -> once(VALUE), 1, nanos);
        }

        @Override
        public void close() throws InterruptedException {
            once(STOP);
            other.join();
        }
    }

    /** Publishes the next message when every subscriber has the last one. */
    private static final class Publishing implements Workload {
        private final Jedis publisher;
        private final int count;
        private final Semaphore received = new Semaphore(0);
        private final List<Thread> threads = new ArrayList<>();

        Publishing(BenchServer server, Jedis publisher, int count) throws InterruptedException {
            this.publisher = publisher;
            this.count = count;
            CountDownLatch subscribed = new CountDownLatch(count);
            for (int i = 0; i < count; i++) {
                Jedis client = server.connect();
                Thread thread = new Thread(() -> client.subscribe(new Listener(received, subscribed), CHANNEL));
                thread.setName("subscriber-" + i);
                threads.add(thread);
                thread.start();
            }
            subscribed.await();
        }

        private void publish(byte[] message) throws InterruptedException {
            publisher.publish(CHANNEL, message);
            received.acquire(count);
        }

        @Override
        public long repeat(long nanos) throws Exception {
            return Workload.repeat(i -> publish(VALUE), 1, nanos);
        }

        @Override
        public void close() throws InterruptedException {
            publish(STOP);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Counts messages, and leaves at the last one. */
    private static final class Listener extends BinaryJedisPubSub {
        private final Semaphore received;
        private final CountDownLatch subscribed;

        Listener(Semaphore received, CountDownLatch subscribed) {
            this.received = received;
            this.subscribed = subscribed;
        }

        @Override
        public void onSubscribe(byte[] channel, int channels) {
            subscribed.countDown();
        }

        @Override
        public void onMessage(byte[] channel, byte[] message) {
            received.release();
            if (message.length == STOP.length) {
                unsubscribe();
            }
        }
    }

    /** Each client gets a key from a thread of its own. */
    private static final class Clients implements Workload {
        private final List<Jedis> clients = new ArrayList<>();
        private final ExecutorService threads;

        Clients(BenchServer server, int count) {
            this.threads = Executors.newFixedThreadPool(count);
            for (int i = 0; i < count; i++) {
                clients.add(server.connect());
            }
        }

        @Override
        public long repeat(long nanos) throws Exception {
            List<Callable<Long>> loops = new ArrayList<>();
            for (Jedis client : clients) {
                loops.add(() -> Workload.repeat(i -> client.get(KEY), STRIDE, nanos));
            }
            long done = 0;
            for (Future<Long> loop : threads.invokeAll(loops)) {
                done += loop.get();
            }
            return done;
        }

        @Override
        public void close() {
            threads.shutdown();
        }
    }
}
