package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once on each backend, in place of {@code @Test}; or, on a class, every test of it. The display names are
 * the backends' names.
 *
 * <pre>{@code
 * @OnEachBackend
 * void aListKeepsItsOrder(UnifiedJedis redis) { … }     // fake, embedded
 * }</pre>
 *
 * <p>A backend that isn't there is aborted with the reason; with {@code rq.requireRealRedis=true} it fails.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ClassTemplate
@ExtendWith(RqExtension.class)
public @interface OnEachBackend {
    /**
     * Names the backends, as {@link RqTest#backends()} does. None, the default, stands for what is configured farther
     * where that names several, and for {@code all} otherwise.
     */
    String[] value() default {};

    /**
     * Says whether the data that a test leaves are to be the same on each backend: keys, types, values and TTLs, where
     * ids count as equal that stand in the same places, times as times, and TTLs when they differ by a few seconds. The
     * run that ends last fails if they are not. The configuration parameter {@code rq.compare=true} asks for this in the
     * whole run.
     */
    boolean compare() default false;
}
