package io.rqkit.fakeredis.internal.engine;

/** The values of maxmemory-policy. */
public enum EvictionPolicy {
    VOLATILE_LRU("volatile-lru"),
    VOLATILE_LFU("volatile-lfu"),
    VOLATILE_RANDOM("volatile-random"),
    VOLATILE_TTL("volatile-ttl"),
    ALLKEYS_LRU("allkeys-lru"),
    ALLKEYS_LFU("allkeys-lfu"),
    ALLKEYS_RANDOM("allkeys-random"),
    NOEVICTION("noeviction");

    private final String configName;

    EvictionPolicy(String configName) {
        this.configName = configName;
    }

    /** Returns the policy of a name that CONFIG accepts. */
    static EvictionPolicy of(String configName) {
        for (EvictionPolicy policy : values()) {
            if (policy.configName.equals(configName)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("No eviction policy " + configName);
    }

    /** Says whether keys without a deadline may go too. */
    public boolean isOfAllKeys() {
        return this == ALLKEYS_LRU || this == ALLKEYS_LFU || this == ALLKEYS_RANDOM;
    }

    /** Says whether keys are chosen by how often they are used. */
    public boolean isLfu() {
        return this == VOLATILE_LFU || this == ALLKEYS_LFU;
    }

    /** Says whether keys are chosen by how recently they were used. */
    public boolean isLru() {
        return this == VOLATILE_LRU || this == ALLKEYS_LRU;
    }
}
