package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;

@RequiresRealRedis
class RealRedissonTest extends RedissonContract {
    private final RealRedis real;

    RealRedissonTest(RealRedis real) {
        this.real = real;
    }

    @Override
    String address() {
        return "redis://" + real.host() + ":" + real.port();
    }
}
