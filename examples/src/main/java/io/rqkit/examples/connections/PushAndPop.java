package io.rqkit.examples.connections;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.mail.SignUp;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import redis.clients.jedis.UnifiedJedis;

/** For code where a block won't do: set-up in one place, tear-down in another. */
public final class PushAndPop {
    private PushAndPop() {}

    /** Signs users up on this thread and on another one. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println("mail holds " + signUpTwo(redis) + " jobs");
        }
    }

    /** Returns how many jobs wait after two users signed up. */
    static int signUpTwo(UnifiedJedis redis) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Connections.push(redis);
        try {
            SignUp.signUp("bob");
            executor.submit(Connections.carry(() -> SignUp.signUp("eve"))).get(); // a thread's stack is its own
            return new Queue("mail").size();
        } finally {
            Connections.pop();
            executor.shutdown();
        }
    }
}
