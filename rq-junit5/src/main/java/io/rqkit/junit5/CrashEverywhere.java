package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test in which a process dies at each of its commands. It describes, with its parameter of the type
 * {@code CrashPlan}, what the process does, what happens afterwards and what must be true then; when the method has
 * returned, all of it runs. The table of all crashes is printed and published as the report entry {@code rq.crashes}, and
 * the test fails when one of them does harm.
 *
 * <pre>{@code
 * @CrashEverywhere
 * void enqueueLosesNothing(CrashPlan crash, FakeRedis redis) {
 *     crash.scenario(() -> new Queue("mail").enqueue(Mailer::send, "bob", 3))
 *             .recover(() -> redis.clock().advance(Duration.ofHours(1)))
 *             .check(() -> assertThat(new Queue("mail").size()).isLessThanOrEqualTo(1));
 * }
 * }</pre>
 *
 * <p>Each part gets a connection of its own on top of {@code Connections}, since those of the scenario are cut. It runs on
 * the fake only.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith({RqExtension.class, CrashExtension.class})
public @interface CrashEverywhere {}
