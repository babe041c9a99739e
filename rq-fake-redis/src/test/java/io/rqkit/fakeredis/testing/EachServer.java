package io.rqkit.fakeredis.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a class on the fake and on real Redis, in RESP2 and in RESP3. Its constructor takes a {@link ServerChoice}, from
 * which each test starts a server of its own.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(ServerChoices.class)
public @interface EachServer {
    /** Says whether the client takes a socket, and so reaches the fake in-process as well. */
    boolean inProcess() default false;

    /** Names the protocols. */
    int[] resp() default {2, 3};
}
