package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.engine.config.InvalidValueException;
import io.rqkit.fakeredis.internal.engine.config.Parameter;
import io.rqkit.fakeredis.internal.engine.config.Parameters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server's settings. Every parameter of Redis is kept, so that it reads back; those that have an effect here are also
 * kept as numbers, for the engine to read without a search.
 */
public final class Config {
    private static final int MICROS_A_MILLI = 1000;
    private static final String OUTPUT_BUFFER_LIMITS =
            "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60";
    private final Limits limits = new Limits();
    /** What was set, as CONFIG GET prints it; all others have their defaults. */
    private final Map<String, String> changed = new HashMap<>();

    private int databases = 16;
    private String password = "";
    private int keyEvents;
    private long busyReplyThreshold = 5000;
    private ScriptSettings scripts = ScriptSettings.STANDARD;
    private long protoMaxBulkLen = 512L * 1024 * 1024;
    private long queryBufferLimit = 1024L * 1024 * 1024;
    private long maxClients = 10_000;
    private boolean savePoints;
    private int minReplicas;
    private boolean skipsChecksums;
    private int minReplicasMaxLag = 10;
    private ProtectedAction debugCommand = ProtectedAction.NO;
    private long maxmemory;
    private EvictionPolicy maxmemoryPolicy = EvictionPolicy.NOEVICTION;
    private long maxmemoryClients;
    private int maxmemorySamples = 5;
    private long slowLogMicros = 10_000;
    private long slowLogLength = 128;
    private long latencyThreshold;
    private boolean tracksLatency = true;
    private boolean timesAll;
    private long timeoutSeconds;
    private String outputBufferLimits = OUTPUT_BUFFER_LIMITS;
    private boolean isProtected = true;
    private boolean keepsFile;
    private String aclFile = "";
    private boolean allChannelsByDefault;
    private int lfuLogFactor = 10;
    private int lfuDecayTime = 1;

    /** Who may use a protected command. */
    public enum ProtectedAction {
        NO,
        YES,
        LOCAL;

        private static ProtectedAction of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }

        boolean allows(Session session) {
            return this == YES || (this == LOCAL && session.address().startsWith("127.0.0.1:"));
        }
    }

    /** Returns a parameter's value as CONFIG GET prints it. */
    public String value(Parameter parameter) {
        return changed.getOrDefault(parameter.name(), parameter.defaultValue());
    }

    /** Says whether save points were set; those that Redis has by default do not count. */
    public boolean hasSavePoints() {
        return savePoints;
    }

    /** Returns the value of a parameter that exists. */
    public String value(String name) {
        Parameter parameter = Parameters.find(name);
        if (parameter == null) {
            throw new IllegalArgumentException("No parameter " + name);
        }
        return value(parameter);
    }

    /** Returns what was set, by name. */
    Map<String, String> changed() {
        return Map.copyOf(changed);
    }

    /**
     * Brings parameters back to what {@link #changed()} returned; ports stay, since they belong to listeners, and the
     * master, since it is followed still.
     */
    void restore(Map<String, String> earlier) {
        Set<String> names = new TreeSet<>(changed.keySet());
        names.addAll(earlier.keySet());
        names.removeIf(name -> name.endsWith("port")
                || name.equals("replicaof")
                || Objects.equals(changed.get(name), earlier.get(name)));
        for (String name : names) {
            Parameter parameter = Parameters.find(name);
            if (parameter != null) {
                store(parameter, earlier.getOrDefault(name, parameter.defaultValue()));
            }
        }
    }

    /** Sets a parameter, whether or not it may be set while the server runs. */
    public void set(Parameter parameter, String value) throws InvalidValueException {
        store(parameter, parameter.read(value, value(parameter)));
    }

    /** Sets a parameter to a value that it has read. */
    public void store(Parameter parameter, String value) {
        changed.put(parameter.name(), printed(parameter.name(), value));
        apply(parameter.name(), value);
    }

    /** Beside A, Redis follows n but does not print it. */
    private static String printed(String name, String value) {
        return name.equals("notify-keyspace-events") && value.startsWith("An") ? "A" + value.substring(2) : value;
    }

    /** Notes the port that clients can reach; it reads back as the parameter {@code port} or {@code tls-port}. */
    public void listening(String parameter, int port) {
        changed.put(parameter, Integer.toString(port));
    }

    /** Notes the master that this server follows, or "" for none; it reads back as the parameter {@code replicaof}. */
    public void following(String master) {
        changed.put("replicaof", master);
    }

    private void apply(String name, String value) {
        switch (name) {
            case "databases" -> databases = Integer.parseInt(value);
            case "requirepass" -> password = value;
            case "maxclients" -> maxClients = Long.parseLong(value);
            case "busy-reply-threshold" -> busyReplyThreshold = Long.parseLong(value);
            case "proto-max-bulk-len" -> protoMaxBulkLen = Long.parseLong(value);
            case "client-query-buffer-limit" -> queryBufferLimit = Long.parseLong(value);
            case "notify-keyspace-events" ->
                keyEvents = KeyEventFlags.parse(value).orElseThrow();
            case "slowlog-log-slower-than" -> {
                slowLogMicros = Long.parseLong(value);
                timesAll = timesAllNow();
            }
            case "slowlog-max-len" -> slowLogLength = Long.parseLong(value);
            case "latency-monitor-threshold" -> {
                latencyThreshold = Long.parseLong(value);
                timesAll = timesAllNow();
            }
            case "latency-tracking" -> tracksLatency = value.equals("yes");
            case "timeout" -> timeoutSeconds = Long.parseLong(value);
            case "client-output-buffer-limit" -> outputBufferLimits = value;
            case "appendonly" -> keepsFile = value.equals("yes");
            case "protected-mode" -> isProtected = value.equals("yes");
            case "acl-pubsub-default" -> allChannelsByDefault = value.equals("allchannels");
            case "aclfile" -> aclFile = value;
            case "save" -> savePoints = !value.isEmpty();
            case "min-replicas-to-write" -> minReplicas = Integer.parseInt(value);
            case "min-replicas-max-lag" -> minReplicasMaxLag = Integer.parseInt(value);
            case "enable-debug-command" -> debugCommand = ProtectedAction.of(value);
            default -> {
                applyEviction(name, value);
                applyLimit(name, value);
            }
        }
    }

    private void applyEviction(String name, String value) {
        switch (name) {
            case "maxmemory" -> maxmemory = Long.parseUnsignedLong(value);
            case "maxmemory-policy" -> maxmemoryPolicy = EvictionPolicy.of(value);
            case "maxmemory-clients" ->
                maxmemoryClients = value.endsWith("%")
                        ? -Long.parseLong(value.substring(0, value.length() - 1))
                        : Long.parseLong(value);
            case "maxmemory-samples" -> maxmemorySamples = Integer.parseInt(value);
            case "lfu-log-factor" -> lfuLogFactor = Integer.parseInt(value);
            case "lfu-decay-time" -> lfuDecayTime = Integer.parseInt(value);
            default -> {
                // not of this kind
            }
        }
    }

    private void applyLimit(String name, String value) {
        switch (name) {
            case "hash-max-listpack-entries" -> limits.hashMaxListpackEntries = Long.parseLong(value);
            case "hash-max-listpack-value" -> limits.hashMaxListpackValue = Long.parseLong(value);
            case "set-max-intset-entries" -> limits.setMaxIntsetEntries = Long.parseLong(value);
            case "zset-max-listpack-entries" -> limits.zsetMaxListpackEntries = Long.parseLong(value);
            case "zset-max-listpack-value" -> limits.zsetMaxListpackValue = Long.parseLong(value);
            case "list-max-listpack-size" -> limits.listMaxListpackSize = Integer.parseInt(value);
            case "list-compress-depth" -> limits.listCompressDepth = Integer.parseInt(value);
            case "stream-node-max-bytes" -> limits.streamNodeMaxBytes = Long.parseLong(value);
            case "stream-node-max-entries" -> limits.streamNodeMaxEntries = Long.parseLong(value);
            case "hll-sparse-max-bytes" -> limits.hllSparseMaxBytes = Long.parseLong(value);
            default -> {
                // kept, and without effect here
            }
        }
    }

    /** Returns the limits at which small encodings are left. */
    public Limits limits() {
        return limits;
    }

    /** Returns the command by which replicas are told that a key past its deadline is gone. */
    public String deletionOfExpired() {
        return value("lazyfree-lazy-expire").equals("yes") ? "UNLINK" : "DEL";
    }

    /** Returns the command by which replicas are told that a key had to make room. */
    public String deletionOfEvicted() {
        return value("lazyfree-lazy-eviction").equals("yes") ? "UNLINK" : "DEL";
    }

    /** Returns the command by which replicas are told that a key was deleted because a client said so. */
    public String deletionOfUser() {
        return value("lazyfree-lazy-user-del").equals("yes") ? "UNLINK" : "DEL";
    }

    /** Says whether RESTORE takes payloads whose checksum is wrong, as DEBUG sets it. */
    public boolean skipsChecksums() {
        return skipsChecksums;
    }

    public void skipsChecksums(boolean yes) {
        skipsChecksums = yes;
    }

    public int databases() {
        return databases;
    }

    /** Returns requirepass; empty when clients need none. */
    public String password() {
        return password;
    }

    int keyEvents() {
        return keyEvents;
    }

    /** Returns what is decided of scripts before the server starts. */
    public ScriptSettings scripts() {
        return scripts;
    }

    public void scripts(ScriptSettings settings) {
        scripts = settings;
    }

    /** Returns for how many milliseconds a script may keep others waiting; 0 for ever. */
    public long busyReplyThreshold() {
        return busyReplyThreshold;
    }

    public long protoMaxBulkLen() {
        return protoMaxBulkLen;
    }

    /** Returns min-replicas-to-write. */
    public int minReplicas() {
        return minReplicas;
    }

    /** Says whether writes are refused while there are too few replicas. */
    public boolean needsReplicas() {
        return minReplicas > 0 && minReplicasMaxLag > 0;
    }

    /** Returns client-query-buffer-limit, in bytes. */
    public long queryBufferLimit() {
        return queryBufferLimit;
    }

    public long maxClients() {
        return maxClients;
    }

    public ProtectedAction debugCommand() {
        return debugCommand;
    }

    /** Says whether a session may use a command that is protected. */
    boolean allowsProtected(CommandSpec spec, Session session) {
        return spec.fullName().startsWith("module")
                ? ProtectedAction.of(value("enable-module-command")).allows(session)
                : debugCommand.allows(session);
    }

    /** Says whether a session may set parameters that are guarded. */
    public boolean allowsGuarded(Session session) {
        return ProtectedAction.of(value("enable-protected-configs")).allows(session);
    }

    /** Returns maxmemory in bytes; 0 for no limit. */
    public long maxmemory() {
        return maxmemory;
    }

    /** Returns maxmemory-policy, which also decides what is noted of a key's use. */
    public EvictionPolicy maxmemoryPolicy() {
        return maxmemoryPolicy;
    }

    /** With a limit and a policy that tracks use, every key needs an object of its own to note it in. */
    public boolean sharesIntegers() {
        return maxmemory == 0 || !(maxmemoryPolicy.isLfu() || maxmemoryPolicy.isLru());
    }

    /** Returns slowlog-log-slower-than in microseconds; negative for never. */
    long slowLogMicros() {
        return slowLogMicros;
    }

    /** Returns slowlog-max-len. */
    long slowLogLength() {
        return slowLogLength;
    }

    /** Returns latency-monitor-threshold in milliseconds; 0 for never. */
    public long latencyThreshold() {
        return latencyThreshold;
    }

    /** Says whether the times of commands are kept by their distribution, as latency-tracking says. */
    boolean tracksLatency() {
        return tracksLatency;
    }

    /** Returns {@code timeout} in seconds; 0 for none. */
    long timeoutSeconds() {
        return timeoutSeconds;
    }

    /** Returns client-output-buffer-limit, as CONFIG GET prints it. */
    String outputBufferLimits() {
        return outputBufferLimits;
    }

    /** Says whether appendonly is on. */
    public boolean keepsFile() {
        return keepsFile;
    }

    /** Says whether protected-mode is on. */
    public boolean isProtected() {
        return isProtected;
    }

    /** Returns the name of the ACL file; empty for none. */
    String aclFile() {
        return aclFile;
    }

    /** Says whether acl-pubsub-default lets new users listen to all channels. */
    boolean allChannelsByDefault() {
        return allChannelsByDefault;
    }

    private boolean timesAllNow() {
        return (slowLogMicros >= 0 && slowLogMicros <= MICROS_A_MILLI) || latencyThreshold == 1;
    }

    /** Says whether even calls that take a millisecond are kept. */
    boolean timesAll() {
        return timesAll;
    }

    /** Returns maxmemory-clients in bytes, or as a negative number of percent of maxmemory; 0 for no limit. */
    long maxmemoryClients() {
        return maxmemoryClients;
    }

    /** Returns maxmemory-samples: how many keys are drawn to find one that goes. */
    public int maxmemorySamples() {
        return maxmemorySamples;
    }

    /** Returns lfu-log-factor: the larger, the more uses it takes to count one up. */
    public int lfuLogFactor() {
        return lfuLogFactor;
    }

    /** Returns lfu-decay-time: the minutes after which a counter loses one, or 0 for never. */
    public int lfuDecayTime() {
        return lfuDecayTime;
    }
}
