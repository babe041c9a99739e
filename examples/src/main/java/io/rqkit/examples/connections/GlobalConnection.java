package io.rqkit.examples.connections;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.mail.Mailer;
import redis.clients.jedis.UnifiedJedis;

/** One connection for all that a thread makes. Deprecated in RQ, and so here. */
public final class GlobalConnection {
    private GlobalConnection() {}

    /** Enqueues on the global connection. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            Queue queue = open(redis);
            queue.enqueue(Mailer::send, "bob", 3);
            System.out.println(queue + " holds " + queue.size() + " job");
            Connections.pop();
        }
    }

    /** Makes a connection the global one, and a queue that takes it. */
    @SuppressWarnings("deprecation") // this is what it shows
    static Queue open(UnifiedJedis redis) {
        Connections.use(redis);
        return new Queue("foo");
    }
}
