package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;

@EachServer
class SpringOnLettuceTest extends SpringContract {
    SpringOnLettuceTest(ServerChoice choice) {
        super(choice);
    }

    @Override
    RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice) {
        return SpringDrivers.lettuce(server, choice);
    }

    @Test
    void reactiveOperationsFlow() {
        var redis = new ReactiveStringRedisTemplate((ReactiveRedisConnectionFactory) connections());

        Long size = Flux.range(1, 50)
                .flatMap(i -> redis.opsForList().rightPush("l", "" + i))
                .then(redis.opsForList().size("l"))
                .block(Duration.ofSeconds(20));

        assertThat(size).isEqualTo(50);
        assertThat(redis.opsForValue().get("none").blockOptional()).isEmpty();
        assertThat(redis.scan().collectList().block(Duration.ofSeconds(20))).containsExactly("l");
    }
}
