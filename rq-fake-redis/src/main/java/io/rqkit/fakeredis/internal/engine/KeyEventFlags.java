package io.rqkit.fakeredis.internal.engine;

import java.util.OptionalInt;

/** The value of notify-keyspace-events as bits, read and printed as notify.c in Redis does. */
final class KeyEventFlags {
    static final int KEYSPACE = 1 << 30;
    static final int KEYEVENT = 1 << 29;
    private static final int NOT_IN_ALL = KeyEvent.KEY_MISS.bit() | KeyEvent.NEW.bit();
    private static final int ALL = ((1 << KeyEvent.values().length) - 1) & ~NOT_IN_ALL;

    private KeyEventFlags() {}

    /** Returns the bits of {@code letters}, or nothing when one of them is unknown. */
    static OptionalInt parse(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            int bit = bit(letters.charAt(i));
            if (bit == 0) {
                return OptionalInt.empty();
            }
            flags |= bit;
        }
        return OptionalInt.of(flags);
    }

    private static int bit(char letter) {
        switch (letter) {
            case 'A':
                return ALL;
            case 'K':
                return KEYSPACE;
            case 'E':
                return KEYEVENT;
            default:
                for (KeyEvent event : KeyEvent.values()) {
                    if (event.letter() == letter) {
                        return event.bit();
                    }
                }
                return 0;
        }
    }
}
