package io.rqkit.fakeredis.internal.engine;

import java.nio.charset.StandardCharsets;

/** Publishes keyspace events, as far as notify-keyspace-events asks for them. Follows notify.c in Redis. */
public final class Notifier {
    private final Config config;
    private final PubSub pubSub;

    Notifier(Config config, PubSub pubSub) {
        this.config = config;
        this.pubSub = pubSub;
    }

    /** Tells that {@code event} happened to {@code key} of a database. */
    public void notify(KeyEvent kind, String event, byte[] key, int database) {
        int wanted = config.keyEvents();
        if ((wanted & kind.bit()) == 0) {
            return;
        }
        byte[] name = event.getBytes(StandardCharsets.ISO_8859_1);
        if ((wanted & KeyEventFlags.KEYSPACE) != 0) {
            pubSub.publish(concat("__keyspace@" + database + "__:", key), name);
        }
        if ((wanted & KeyEventFlags.KEYEVENT) != 0) {
            pubSub.publish(concat("__keyevent@" + database + "__:", name), key);
        }
    }

    private static byte[] concat(String prefix, byte[] rest) {
        byte[] whole = new byte[prefix.length() + rest.length];
        System.arraycopy(prefix.getBytes(StandardCharsets.ISO_8859_1), 0, whole, 0, prefix.length());
        System.arraycopy(rest, 0, whole, prefix.length(), rest.length);
        return whole;
    }
}
