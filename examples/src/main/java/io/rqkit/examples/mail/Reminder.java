package io.rqkit.examples.mail;

import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import java.time.Duration;

/** Jobs that enqueue others, and one that may fail. */
public final class Reminder {
    private Reminder() {}

    /** Welcomes a user, and plans to ask after a week how it goes. */
    public static void welcome(String user) {
        Queue queue = new Queue("mail"); // on the worker's connection
        queue.enqueue(Mailer::send, user, 1);
        queue.in(Duration.ofDays(7)).enqueue(Mailer::send, user, 2);
    }

    /** Charges an account, with two more tries, five minutes apart, where the bank doesn't answer. */
    public static void charge(Queue queue, String account) {
        queue.with(options -> options.retry(Retry.max(2).intervals(Duration.ofMinutes(5))))
                .enqueue(Reminder::pay, account);
    }

    /** Pays what is due. */
    public static void pay(String account) {
        if (account.isEmpty()) {
            throw new IllegalArgumentException("no account");
        }
    }
}
