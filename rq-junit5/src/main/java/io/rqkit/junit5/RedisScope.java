package io.rqkit.junit5;

/** How long one Redis server serves; whatever the scope, it is emptied before each test. */
public enum RedisScope {
    /**
     * As it was declared, the default: a server a class for {@code @RqTest} or {@code @ExtendWith} on a class and for a
     * static field, a server a test for an instance field. The class's server is shared only where that shows, that is,
     * where a {@code @BeforeAll} method, a static field or an instance for all tests was given something of it; else
     * each test gets one of its own, and may run beside any other.
     */
    AS_DECLARED,

    /** A server for each test, which also its constructor and {@code @BeforeEach} methods see. Class set-up sees another. */
    TEST,

    /** One server for the tests of a class and its nested classes, which take turns on it. */
    CLASS,

    /**
     * One server for all tests of the run that ask for this scope, which take turns on it. For what outlives a class,
     * such as an application that was started once and given an {@code Endpoint}.
     */
    SUITE
}
