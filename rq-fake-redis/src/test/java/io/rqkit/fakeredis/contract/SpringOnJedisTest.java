package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@EachServer(inProcess = true)
class SpringOnJedisTest extends SpringContract {
    private final int resp;

    SpringOnJedisTest(ServerChoice choice) {
        super(choice);
        resp = choice.resp();
    }

    @Override
    boolean readsMaps() {
        return resp == 2;
    }

    @Override
    RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice) {
        return SpringDrivers.jedis(server, choice);
    }
}
