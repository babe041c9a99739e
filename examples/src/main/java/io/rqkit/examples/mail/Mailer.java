package io.rqkit.examples.mail;

/** The jobs: static methods whose arguments have a JSON form. */
public final class Mailer {
    private Mailer() {}

    /** Sends some mails; here, to the terminal. */
    public static void send(String to, int times) {
        for (int i = 1; i <= times; i++) {
            System.out.println("Mail " + i + " of " + times + " to " + to);
        }
    }
}
