package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.Limits;

/** The server's settings that the engine itself reads; CONFIG reads and changes them by name. */
public final class Config {
    private final Limits limits = new Limits();
    private int databases = 16;
    private String password = "";
    private int keyEvents;
    private long protoMaxBulkLen = 512L * 1024 * 1024;
    private int maxClients = 10_000;
    private ProtectedAction debugCommand = ProtectedAction.NO;
    private long maxmemory;
    private EvictionPolicy maxmemoryPolicy = EvictionPolicy.NOEVICTION;
    private int lfuLogFactor = 10;
    private int lfuDecayTime = 1;

    /** Who may use a protected command. */
    public enum ProtectedAction {
        NO,
        YES,
        LOCAL
    }

    /** Returns the limits at which small encodings are left. */
    public Limits limits() {
        return limits;
    }

    public int databases() {
        return databases;
    }

    /** Sets the number of databases; only before the engine is made. */
    public void databases(int count) {
        databases = count;
    }

    /** Returns requirepass; empty when clients need none. */
    public String password() {
        return password;
    }

    public void password(String required) {
        password = required;
    }

    int keyEvents() {
        return keyEvents;
    }

    /** Returns notify-keyspace-events as Redis prints it. */
    public String keyEventLetters() {
        return KeyEventFlags.format(keyEvents);
    }

    /** Sets notify-keyspace-events; false when a letter is unknown. */
    public boolean keyEventLetters(String letters) {
        var flags = KeyEventFlags.parse(letters);
        flags.ifPresent(bits -> keyEvents = bits);
        return flags.isPresent();
    }

    public long protoMaxBulkLen() {
        return protoMaxBulkLen;
    }

    public void protoMaxBulkLen(long bytes) {
        protoMaxBulkLen = bytes;
    }

    public int maxClients() {
        return maxClients;
    }

    public void maxClients(int count) {
        maxClients = count;
    }

    public ProtectedAction debugCommand() {
        return debugCommand;
    }

    public void debugCommand(ProtectedAction allowed) {
        debugCommand = allowed;
    }

    /** Returns maxmemory in bytes; 0 for no limit. */
    public long maxmemory() {
        return maxmemory;
    }

    public void maxmemory(long bytes) {
        maxmemory = bytes;
    }

    /** Returns maxmemory-policy, which also decides what is noted of a key's use. */
    public EvictionPolicy maxmemoryPolicy() {
        return maxmemoryPolicy;
    }

    public void maxmemoryPolicy(EvictionPolicy policy) {
        maxmemoryPolicy = policy;
    }

    /** Returns lfu-log-factor: the larger, the more uses it takes to count one up. */
    public int lfuLogFactor() {
        return lfuLogFactor;
    }

    public void lfuLogFactor(int factor) {
        lfuLogFactor = factor;
    }

    /** Returns lfu-decay-time: the minutes after which a counter loses one, or 0 for never. */
    public int lfuDecayTime() {
        return lfuDecayTime;
    }

    public void lfuDecayTime(int minutes) {
        lfuDecayTime = minutes;
    }
}
