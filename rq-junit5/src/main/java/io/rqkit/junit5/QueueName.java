package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the queue of a {@code Queue} parameter or field, or the queues of a {@code Worker} parameter; else it is "default". */
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface QueueName {
    /** The name; for a worker one or more, highest priority first. */
    String[] value();
}
