package io.rqkit.examples.connections;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.mail.Mailer;
import redis.clients.jedis.UnifiedJedis;

/** The current connection lasts as long as a block of code, and blocks nest. */
public final class NestedScopes {
    private NestedScopes() {}

    /** Three queues, the second of which was made in the inner scope. */
    record Queues(Queue q1, Queue q2, Queue q3) {}

    /** Enqueues after all scopes have closed: each queue goes on using the connection it was made with. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis first = backend.connect(0);
                UnifiedJedis second = backend.connect(1)) {
            Queues queues = open(first, second);
            queues.q2().enqueue(Mailer::send, "bob", 3);
            System.out.println("q1 and q3 share a connection: "
                    + (queues.q1().connection() == queues.q3().connection()));
            System.out.println("q2 has another: " + (queues.q2().connection() == second));
            System.out.println("the first Redis holds " + first.dbSize() + " keys, the second " + second.dbSize());
        }
    }

    /** Opens three queues in two scopes. */
    @SuppressWarnings("try") // a scope is there to be closed; nobody asks it for anything
    static Queues open(UnifiedJedis first, UnifiedJedis second) {
        try (var scope = Connections.with(first)) {
            Queue q1 = new Queue("foo");
            Queue q2;
            try (var inner = Connections.with(second)) {
                q2 = new Queue("bar");
            }
            Queue q3 = new Queue("qux");
            return new Queues(q1, q2, q3); // q1 and q3 hold first, q2 holds second
        }
    }
}
