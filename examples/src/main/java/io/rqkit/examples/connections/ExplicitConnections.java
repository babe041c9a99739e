package io.rqkit.examples.connections;

import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.mail.Mailer;
import redis.clients.jedis.UnifiedJedis;

/** Each queue is told its connection: precise, but tedious. */
public final class ExplicitConnections {
    private ExplicitConnections() {}

    /** Two queues on two connections. */
    record Queues(Queue foo, Queue bar) {}

    /** Enqueues on one of two connections. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis conn1 = backend.connect(0);
                UnifiedJedis conn2 = backend.connect(1)) {
            Queues queues = open(conn1, conn2);
            queues.foo().enqueue(Mailer::send, "bob", 3);
            System.out.println("foo holds " + queues.foo().size() + " job, bar holds "
                    + queues.bar().size());
        }
    }

    /** Opens a queue on each of two connections, whatever the current one is. */
    static Queues open(UnifiedJedis conn1, UnifiedJedis conn2) {
        Queue foo = new Queue("foo", conn1);
        Queue bar = new Queue("bar", conn2);
        return new Queues(foo, bar);
    }
}
