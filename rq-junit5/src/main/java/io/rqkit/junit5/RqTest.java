package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives each test an empty Redis and a connection on the stack; see {@link RqExtension}, which this registers.
 *
 * <pre>{@code
 * @RqTest
 * class MailerTest {
 *   @Test
 *   void greetsEachNewUser(Queue queue, UnifiedJedis connection) {
 *     signUp("bob");
 *     assertThat(queue).hasConnection(connection).hasEnqueued(Mailer::send, "bob", 3);
 *   }
 * }
 * }</pre>
 *
 * <p>Stands on a class, on a test method beside {@code @Test}, or on an annotation of your own. Subclasses inherit it,
 * nested classes share it. On a class it makes a class template: with several backends the class runs once on each.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ResourceLock(providers = SharedServers.class)
@ExtendWith(RqExtension.class)
public @interface RqTest {
    /** The backend in this JVM: an in-memory server of the test's own. The default. */
    String FAKE = "fake";

    /** Real Redis 7.0.15, started once for the run. Needs {@code org.signal:embedded-redis} on the class path. */
    String EMBEDDED = "embedded";

    /** Stands for {@link #FAKE} and {@link #EMBEDDED}, in this order. */
    String ALL = "all";

    /**
     * Names the backends: {@code fake}, {@code embedded}, {@code redis://host:port[/db]} or {@code all}. None, the
     * default, leaves the choice to what is farther: enclosing class, superclass, builder, the configuration parameter
     * {@code rq.redis}, and then {@code fake}.
     */
    String[] backends() default {};

    /** Says how long a server serves. */
    RedisScope scope() default RedisScope.AS_DECLARED;

    /**
     * Names all that is checked after a test besides the stack. None, the default, leaves the choice to what is farther:
     * enclosing class, superclass, builder, the configuration parameter {@code rq.checks}, and then {@link
     * LeakCheck#CONNECTIONS}, {@link LeakCheck#BLOCKED_CLIENTS}, {@link LeakCheck#SUBSCRIPTIONS} and {@link
     * LeakCheck#FAULTS}.
     */
    LeakCheck[] checks() default {};
}
