package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import org.springframework.data.redis.connection.RedisConnectionFactory;

// a listener of keyspace events begins with CONFIG GET, which this driver reads in RESP2 only
@EachServer(inProcess = true, resp = 2)
class SpringListenersOnJedisTest extends SpringListenersContract {
    SpringListenersOnJedisTest(ServerChoice choice) throws Exception {
        super(choice);
    }

    @Override
    RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice) {
        return SpringDrivers.jedis(server, choice);
    }
}
