package io.rqkit.fakeredis.internal.engine;

/** The classes of keyspace events and their letters in notify-keyspace-events. */
public enum KeyEvent {
    GENERIC('g'),
    STRING('$'),
    LIST('l'),
    SET('s'),
    HASH('h'),
    ZSET('z'),
    EXPIRED('x'),
    EVICTED('e'),
    STREAM('t'),
    MODULE('d'),
    KEY_MISS('m'),
    NEW('n');

    private final char letter;

    KeyEvent(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    int bit() {
        return 1 << ordinal();
    }
}
