package io.rqkit.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a field filled with what a parameter of its type would be given, of any visibility, in a test class, an enclosing
 * one or a superclass.
 *
 * <pre>{@code
 * @InjectRedis
 * private Queue queue;
 * }</pre>
 *
 * <p>An instance's field is filled before {@code @BeforeEach} methods run. With one instance for all tests ({@code
 * PER_CLASS}) it is filled once, and a static field once a class; these belong to the class's server, which is emptied
 * before each test. A final field is an error.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InjectRedis {}
