package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rqkit.core.backend.RedisTest;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** The connection stack of RQ 1.13: section 1.1 of the protocol, its seven consequences one by one. */
final class ConnectionSemanticsTest extends RedisTest {
    private static final String UNEXPECTED =
            "Unexpected Redis connection was popped off the stack. " + "Check your Redis connection setup.";
    private static final String MIXED = "You should not mix Connection contexts with use_connection()";

    private UnifiedJedis first;
    private UnifiedJedis second;

    @BeforeEach
    void connectTwice() {
        first = backend.connect(0);
        second = backend.connect(1);
    }

    @AfterEach
    void disconnectBoth() {
        first.close();
        second.close();
    }

    @Test
    void popOfAnEmptyStackReturnsNull() {
        assertThat(Connections.pop()).isNull();
        assertThat(Connections.current()).isNull();
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void popReturnsTheLastPushed() {
        Connections.push(first);
        Connections.push(second);

        assertThat(Connections.current()).isSameAs(second);
        assertThat(Connections.pop()).isSameAs(second);
        assertThat(Connections.pop()).isSameAs(first);
        assertThat(Connections.pop()).isNull();
    }

    @Test
    void resolvePrefersTheArgumentOverTheStack() {
        Connections.push(first);

        assertThat(Connections.resolve()).isSameAs(first);
        assertThat(Connections.resolve(second)).isSameAs(second);
        assertThat(Connections.resolve(null)).isSameAs(first);
    }

    @Test
    void resolveWithNothingToResolveThrows() {
        assertThatThrownBy(Connections::resolve)
                .isInstanceOf(NoRedisConnectionException.class)
                .isInstanceOf(RqException.class)
                .hasMessage("Could not resolve a Redis connection");
    }

    @Test
    void consequence1ConnectionsAreComparedByIdentity() {
        try (UnifiedJedis sameSettings = backend.connect(0)) {
            ConnectionScope scope = Connections.with(first);
            Connections.pop();
            Connections.push(sameSettings);

            assertThatThrownBy(scope::close)
                    .isInstanceOf(UnbalancedConnectionException.class)
                    .hasMessage(UNEXPECTED);
        }
    }

    @Test
    void consequence2ABodyThatThrowsStillPopsAndKeepsItsException() {
        IllegalArgumentException mine = new IllegalArgumentException("mine");
        Connections.push(second);

        Throwable thrown = catchThrowable(() -> {
            try (var scope = Connections.with(first)) {
                throw mine;
            }
        });

        assertThat(thrown).isSameAs(mine).hasNoSuppressedExceptions();
        assertThat(Connections.depth()).isEqualTo(1);
        assertThat(Connections.current()).isSameAs(second);
    }

    @Test
    void consequence3ABodyThatThrowsUnbalancedKeepsItsExceptionAndSuppressesTheOther() {
        IllegalArgumentException mine = new IllegalArgumentException("mine");

        Throwable thrown = catchThrowable(() -> {
            try (var scope = Connections.with(first)) {
                Connections.push(second);
                throw mine;
            }
        });

        assertThat(thrown).isSameAs(mine);
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed)
                        .isInstanceOf(UnbalancedConnectionException.class)
                        .hasMessage(UNEXPECTED));
    }

    @Test
    void consequence4AnExtraPushLeaksTheScopesOwnConnection() {
        ConnectionScope scope = Connections.with(first);
        Connections.push(second);

        assertThatThrownBy(scope::close)
                .isInstanceOf(UnbalancedConnectionException.class)
                .hasMessage(UNEXPECTED);

        assertThat(Connections.depth()).isEqualTo(1);
        assertThat(Connections.current()).isSameAs(first);
    }

    @Test
    void consequence5AnExtraPopTakesNothingOffAndThrows() {
        ConnectionScope scope = Connections.with(first);
        Connections.pop();

        assertThatThrownBy(scope::close)
                .isInstanceOf(UnbalancedConnectionException.class)
                .hasMessage(UNEXPECTED);
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void consequence5AnExtraPopTakesTheOuterConnectionAndThrows() {
        Connections.push(second);
        ConnectionScope scope = Connections.with(first);
        Connections.pop();

        assertThatThrownBy(scope::close)
                .isInstanceOf(UnbalancedConnectionException.class)
                .hasMessage(UNEXPECTED);
        assertThat(Connections.depth()).isZero();
    }

    @Test
    @SuppressWarnings("deprecation")
    void consequence6UseInsideOneScopeReplacesAndBreaksTheScope() {
        ConnectionScope scope = Connections.with(first);
        Connections.use(second);

        assertThat(Connections.current()).isSameAs(second);
        assertThatThrownBy(scope::close)
                .isInstanceOf(UnbalancedConnectionException.class)
                .hasMessage(UNEXPECTED);
        assertThat(Connections.depth()).isZero();
    }

    @Test
    @SuppressWarnings("deprecation")
    void consequence6UseInsideTwoScopesFailsAtOnce() {
        try (var outer = Connections.with(first);
                var inner = Connections.with(second)) {
            assertThatThrownBy(() -> Connections.use(first))
                    .isInstanceOf(UnbalancedConnectionException.class)
                    .hasMessage(MIXED);
            assertThat(Connections.depth()).isEqualTo(2);
        }
    }

    @Test
    void consequence7APushedNullBehavesLikeAnEmptyStackForResolve() {
        Connections.push(first);
        Connections.push(null);

        assertThat(Connections.depth()).isEqualTo(2);
        assertThat(Connections.current()).isNull();
        assertThatThrownBy(Connections::resolve).isInstanceOf(NoRedisConnectionException.class);
        assertThat(Connections.resolve(second)).isSameAs(second);
        assertThat(Connections.pop()).isNull();
        assertThat(Connections.resolve()).isSameAs(first);
    }

    @Test
    @SuppressWarnings("deprecation")
    void useTwiceReplacesAndStaysAtDepthOne() {
        Connections.use(first);
        Connections.use(second);

        assertThat(Connections.depth()).isEqualTo(1);
        assertThat(Connections.current()).isSameAs(second);
    }

    @Test
    @SuppressWarnings("deprecation")
    void useWithoutConnectionMakesADefaultClient() {
        Connections.use();

        try (UnifiedJedis made = Connections.pop()) {
            assertThat(made).isNotNull().isNotSameAs(first);
        }
    }

    @Test
    void aScopeWithoutConnectionMakesADefaultClient() {
        UnifiedJedis made;
        try (var scope = Connections.with(null)) {
            made = Connections.resolve();
        }

        assertThat(Connections.depth()).isZero();
        made.close();
    }

    @Test
    void closingAScopeTwicePopsOnce() {
        Connections.push(second);
        ConnectionScope scope = Connections.with(first);

        scope.close();
        scope.close();

        assertThat(Connections.depth()).isEqualTo(1);
    }

    @Test
    void aNewThreadStartsEmpty() throws Exception {
        Connections.push(first);
        ExecutorService executor = Executors.newSingleThreadExecutor();

        assertThat(executor.submit(Connections::depth).get()).isZero();

        stop(executor);
    }

    @Test
    void aCarriedTaskSeesTheStackAndLeavesTheThreadAsItWas() throws Exception {
        Connections.push(first);
        Connections.push(second);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.submit(() -> Connections.push(first)).get();
        Callable<UnifiedJedis> task = Connections.carry(() -> {
            UnifiedJedis top = Connections.pop();
            Connections.pop();
            return top;
        });

        assertThat(executor.submit(task).get()).isSameAs(second);
        assertThat(executor.submit(task).get()).isSameAs(second);

        assertThat(executor.submit(Connections::depth).get()).isEqualTo(1);
        assertThat(executor.submit(Connections::current).get()).isSameAs(first);
        assertThat(Connections.depth()).isEqualTo(2);
        stop(executor);
    }

    @Test
    void aCarriedTaskThatThrowsLeavesTheThreadAsItWas() throws Exception {
        Connections.push(first);
        AtomicInteger depthInside = new AtomicInteger();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Runnable task = Connections.carry((Runnable) () -> {
            depthInside.set(Connections.depth());
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> executor.submit(task).get()).hasRootCauseMessage("broken");

        assertThat(depthInside).hasValue(1);
        assertThat(executor.submit(Connections::depth).get()).isZero();
        stop(executor);
    }

    private static void stop(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
}
