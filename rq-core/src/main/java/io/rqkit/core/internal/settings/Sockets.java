package io.rqkit.core.internal.settings;

import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** Opens sockets to servers and sentinels. */
@FunctionalInterface
public interface Sockets {
    /** By TCP, and TLS where the configuration says so. */
    Sockets TCP = DefaultJedisSocketFactory::new;

    /** Returns what opens sockets to one address. */
    JedisSocketFactory to(HostAndPort address, JedisClientConfig config);
}
