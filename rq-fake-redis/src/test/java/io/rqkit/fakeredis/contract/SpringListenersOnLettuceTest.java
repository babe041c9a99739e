package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import org.springframework.data.redis.connection.RedisConnectionFactory;

@EachServer
class SpringListenersOnLettuceTest extends SpringListenersContract {
    SpringListenersOnLettuceTest(ServerChoice choice) throws Exception {
        super(choice);
    }

    @Override
    RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice) {
        return SpringDrivers.lettuce(server, choice);
    }
}
