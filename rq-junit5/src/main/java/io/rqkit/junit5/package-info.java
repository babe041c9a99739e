/**
 * Tests of code that uses queues: {@link io.rqkit.junit5.RqTest} gives each test an empty Redis and a connection,
 * {@link io.rqkit.junit5.RqAssertions} says what is in a queue.
 */
@NullMarked
package io.rqkit.junit5;

import org.jspecify.annotations.NullMarked;
