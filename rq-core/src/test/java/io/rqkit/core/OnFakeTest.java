package io.rqkit.core;

import io.rqkit.core.backend.Backend;
import org.junit.jupiter.api.Nested;

/** Tests of what stands in Redis, run once more on the fake. */
class OnFakeTest {
    @Nested
    class Enqueueing extends EnqueueTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class EnqueuedStates extends EnqueuedStatesTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class Scheduling extends SchedulerTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class CronTables extends CronTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class Facts extends CheckableFactsTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class EveryRecordedState extends EveryRecordedStateTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class Surroundings extends SurroundingsTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class SharedQueues extends SharedQueueTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }

    @Nested
    class BadInput extends BadInputTest {
        @Override
        protected Backend choose() {
            return Backend.fake();
        }
    }
}
