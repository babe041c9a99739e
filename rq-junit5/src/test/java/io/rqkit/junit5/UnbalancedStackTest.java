package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import redis.clients.jedis.UnifiedJedis;

/** A test that leaves the connection stack other than it was. */
class UnbalancedStackTest {
    @AfterEach
    void theThreadsStackWasPutRight() {
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void aPushTooManyFailsTheTestByName() {
        List<Throwable> failures = failures(PushCase.class);

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("PushCase.forgetsToPop() left the connection stack unbalanced")
                        .hasMessageContaining("it pushed 1 more than it popped")
                        .hasMessageContaining("bottom [the test's connection, the test's connection] top"));
    }

    @RqTest
    static class PushCase {
        @Test
        void forgetsToPop(UnifiedJedis redis) {
            Connections.push(redis);
        }

        @Test
        void isNotTouchedByTheOther() {
            assertThat(Connections.depth()).isOne();
        }
    }

    @Test
    void aPopTooManyFailsTheTestByName() {
        assertThat(failures(PopCase.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("PopCase.popsWhatIsNotItsOwn()")
                        .hasMessageContaining("it popped 1 more than it pushed")
                        .hasMessageContaining("found:    an empty stack"));
    }

    @RqTest
    static class PopCase {
        @Test
        void popsWhatIsNotItsOwn() {
            Connections.pop();
        }
    }

    @Test
    void anotherConnectionOfTheSameDepthIsFound() {
        assertThat(failures(ReplaceCase.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("the connections on it are others"));
    }

    @RqTest
    static class ReplaceCase {
        @Test
        void replaces() {
            Connections.pop();
            Connections.push(null);
        }
    }

    @Test
    void theTestsOwnFailureIsNotHidden() {
        EngineExecutionResults results = Run.of(BothCase.class);

        assertThat(Run.throwables(results.testEvents())).singleElement().satisfies(failure -> {
            assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("my own");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(ours -> assertThat(ours).hasMessageContaining("BothCase.failsAndForgets()"));
        });
        assertThat(results.testEvents().reportingEntryPublished().count()).isOne();
    }

    @RqTest
    static class BothCase {
        @Test
        void failsAndForgets(UnifiedJedis redis) {
            Connections.push(redis);
            throw new IllegalStateException("my own");
        }
    }

    @Test
    void aFailingSetUpIsCleanedUpAfter() {
        assertThat(failures(FailingSetUp.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("no set-up"));
    }

    @RqTest
    static class FailingSetUp {
        @BeforeEach
        void fails() {
            throw new IllegalStateException("no set-up");
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void anExtensionThatFailsBeforeOursLeavesNothingToDo() {
        assertThat(failures(FailingBefore.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessage("no extension"));
    }

    static final class Fails implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            throw new IllegalStateException("no extension");
        }
    }

    @ExtendWith(Fails.class)
    @RqTest
    static class FailingBefore {
        @Test
        void neverRuns() {}
    }

    @Test
    void anotherExtensionMayPushToo() {
        Run.succeeds(Run.of(Neighbours.class), 1);
    }

    static final class Pushes implements BeforeEachCallback, AfterEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            Connections.push(null);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            assertThat(Connections.pop()).isNull();
        }
    }

    @ExtendWith({Pushes.class, RqExtension.class})
    static class Neighbours {
        @Test
        void standsOnTheOther(UnifiedJedis redis) {
            assertThat(Connections.depth()).isEqualTo(2);
            assertThat(Connections.current()).isSameAs(redis);
        }
    }

    private static List<Throwable> failures(Class<?> cases) {
        return Run.throwables(Run.of(cases).testEvents());
    }
}
