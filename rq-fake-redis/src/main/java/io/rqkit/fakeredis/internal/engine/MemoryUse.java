package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.Database;

/**
 * What Redis 7.0 would take in memory for the same data and clients, by which maxmemory, INFO and MEMORY go. The JVM's own
 * memory is another matter, and is shared with the program around the server.
 */
public final class MemoryUse {
    /** What real Redis 7.0.15 takes when it has started; measured. */
    public static final long STARTUP = 876_032;
    /** What its process takes besides what it has allocated; measured. */
    public static final long PROCESS = 11_000_000;

    private static final long OBJECT = 16;
    private static final long DICT_ENTRY = 24;

    private final Engine engine;
    private long peak;
    /** Before each command looked up once a millisecond, since there may be many. */
    private long clientBytes;

    private long clientsCountedAt = -1;
    private int clientsCounted;

    private MemoryUse(Engine engine) {
        this.engine = engine;
    }

    /** Returns the server's. */
    public static MemoryUse of(Engine engine) {
        return engine.part(MemoryUse.class, MemoryUse::new);
    }

    /** Returns all bytes in use. */
    public long used() {
        return used(clients());
    }

    /** Returns the same, but what clients take as it was when somebody asked within this millisecond. */
    long usedLately() {
        if (clientsCountedAt != engine.nowMillis()
                || clientsCounted != engine.sessions().size()) {
            clients();
        }
        return used(clientBytes);
    }

    private long used(long ofClients) {
        long bytes = STARTUP + ofClients;
        for (int i = 0; i < engine.databases(); i++) {
            Database data = engine.keyspace(i).data();
            if (data.size() > 0) {
                bytes += data.dataBytes() + data.slotBytes() + data.deadlineBytes();
            }
        }
        peak = Math.max(peak, bytes);
        return bytes;
    }

    /** Says whether so many bytes more would still be within maxmemory. */
    boolean hasRoomFor(long bytes) {
        long limit = engine.config().maxmemory();
        return limit == 0 || Long.compareUnsigned(usedLately() + bytes, limit) <= 0;
    }

    /** Returns the most bytes that were in use whenever somebody looked. */
    public long peak() {
        return Math.max(peak, used());
    }

    /** Starts the peak anew, as CONFIG RESETSTAT does. */
    public void resetPeak() {
        peak = 0;
    }

    /** Returns the bytes that clients take. */
    public long clients() {
        clientBytes = 0;
        for (Session session : engine.sessions()) {
            clientBytes += ClientInfo.memory(engine, session);
        }
        clientsCountedAt = engine.nowMillis();
        clientsCounted = engine.sessions().size();
        return clientBytes;
    }

    /** Returns what a database takes for its table of keys besides the keys' names and values. */
    public static long mainTable(Database data) {
        return data.size() * (DICT_ENTRY + OBJECT) + data.slotBytes();
    }

    /** Returns what is in use besides names and values of keys. */
    public long overhead() {
        long bytes = STARTUP + clients();
        for (int i = 0; i < engine.databases(); i++) {
            Database data = engine.keyspace(i).data();
            if (data.size() > 0) {
                bytes += mainTable(data) + data.deadlineBytes();
            }
        }
        return bytes;
    }

    /** Returns the bytes of the process. */
    public long resident() {
        return used() + PROCESS;
    }
}
