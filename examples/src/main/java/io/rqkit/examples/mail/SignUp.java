package io.rqkit.examples.mail;

import io.rqkit.core.Queue;

/** Code of an application. It knows no connection: its queue takes the current one. */
public final class SignUp {
    private SignUp() {}

    /** Signs a user up and has three mails of welcome sent later. */
    public static void signUp(String user) {
        Queue queue = new Queue("mail");
        queue.enqueue(Mailer::send, user, 3);
    }
}
