package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealRedisTest {

    @Test
    @RequiresRealRedis
    void eachParameterIsAnEmptyServerOfItsOwn(RealRedis one, RealRedis two) {
        try (RespClient first = one.server().connect();
                RespClient second = two.server().connect()) {
            first.call("SET", "a", "1");

            assertThat(second.call("EXISTS", "a")).isEqualTo(new RespValue.Int(0));
            assertThat(first.call("INFO", "server").text()).contains("redis_version:7.0.15");
        }
    }

    @Test
    void closeEndsTheProcess() throws IOException {
        RealRedis redis = RealRedis.start(RealRedis.extractExecutable());
        List<ProcessHandle> processes = redis.processes();

        redis.close();

        // its port says nothing: it may be another test's by now
        assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }
}
