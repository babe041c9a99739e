package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once on each backend, in place of {@code @Test}. The display names are the backends' names.
 *
 * <pre>{@code
 * @OnEachBackend
 * void aListKeepsItsOrder(UnifiedJedis redis) { … }     // fake, embedded
 * }</pre>
 *
 * <p>A backend that isn't there is aborted with the reason; with {@code rq.requireRealRedis=true} it fails.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(RqExtension.class)
public @interface OnEachBackend {
    /**
     * Names the backends, as {@link RqTest#backends()} does. None, the default, stands for what is configured farther
     * where that names several, and for {@code all} otherwise.
     */
    String[] value() default {};
}
