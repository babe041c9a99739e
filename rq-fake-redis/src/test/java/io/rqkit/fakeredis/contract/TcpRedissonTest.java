package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import org.junit.jupiter.api.AfterEach;

class TcpRedissonTest extends RedissonContract {
    private final FakeRedis redis = FakeRedis.create();
    private final Endpoint endpoint = redis.listen();

    @Override
    String address() {
        return "redis://" + endpoint.host() + ":" + endpoint.port();
    }

    @AfterEach
    void closeServer() {
        redis.close();
    }
}
