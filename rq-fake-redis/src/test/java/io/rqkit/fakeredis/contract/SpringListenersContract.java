package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.Lifecycle;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.KeyExpirationEventMessageListener;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer.StreamMessageListenerContainerOptions;

/** Spring's listeners, which wait on threads of their own: for messages, expired keys and entries of streams. */
abstract class SpringListenersContract {
    private final TestedServer server;
    private final RedisConnectionFactory connections;
    private final StringRedisTemplate redis;
    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    SpringListenersContract(ServerChoice choice) throws Exception {
        server = choice.start();
        connections = connectionFactory(server, choice);
        ((InitializingBean) connections).afterPropertiesSet();
        ((Lifecycle) connections).start();
        redis = new StringRedisTemplate(connections);
        container.setConnectionFactory(connections);
        container.setRecoveryInterval(20);
        container.setMaxSubscriptionRegistrationWaitingTime(Patience.MILLIS);
        container.afterPropertiesSet();
    }

    /** Makes a connection factory of the driver, which is not yet started. */
    abstract RedisConnectionFactory connectionFactory(TestedServer server, ServerChoice choice);

    @AfterEach
    void close() throws Exception {
        container.destroy();
        ((DisposableBean) connections).destroy();
        server.close();
    }

    private String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    private void hear(Message message, byte[] pattern) {
        heard.add(new String(message.getChannel()) + " " + new String(message.getBody()));
    }

    @Test
    void channelsAndPatternsAreHeard() throws Exception {
        container.addMessageListener(this::hear, ChannelTopic.of("news"));
        container.addMessageListener(this::hear, PatternTopic.of("orders.*"));
        container.start();

        redis.convertAndSend("news", "hello");
        assertThat(next()).isEqualTo("news hello");
        redis.convertAndSend("orders.new", "one");
        assertThat(next()).isEqualTo("orders.new one");
    }

    @Test
    void aListenerComesBackWithItsConnection() throws Exception {
        container.addMessageListener(this::hear, ChannelTopic.of("news"));
        container.start();

        server.cutClients();
        TestedServer.awaitTrue(() -> server.call("PUBLISH", "news", "hello").equals("(integer) 1"));

        assertThat(next()).isEqualTo("news hello");
    }

    @Test
    void aListenerHearsOfKeysThatExpire() throws Exception {
        KeyExpirationEventMessageListener listener = new KeyExpirationEventMessageListener(container) {
            @Override
            public void onMessage(Message message, byte[] pattern) {
                heard.add(message.toString());
            }
        };
        // the listener asks for the events by CONFIG SET
        listener.setKeyspaceNotificationsConfigParameter("Ex");
        listener.init();
        container.start();
        assertThat(server.call("CONFIG", "GET", "notify-keyspace-events")).contains("xE");

        redis.opsForValue().set("k", "v", Duration.ofMillis(10));

        assertThat(next()).isEqualTo("k");
    }

    @Test
    void aStreamIsListenedTo() throws Exception {
        redis.opsForStream().createGroup("s", ReadOffset.from("0"), "g");
        var options = StreamMessageListenerContainerOptions.builder()
                .pollTimeout(Duration.ofMillis(100))
                .build();
        var streams = StreamMessageListenerContainer.create(connections, options);
        streams.receiveAutoAck(
                Consumer.from("g", "alice"),
                StreamOffset.create("s", ReadOffset.lastConsumed()),
                entry -> heard.add(entry.getValue().toString()));
        streams.start();

        redis.opsForStream().add("s", Map.of("n", "1"));

        assertThat(next()).isEqualTo("{n=1}");
        TestedServer.awaitTrue(() -> redis.opsForStream().pending("s", "g").getTotalPendingMessages() == 0);
        streams.stop();
    }
}
