package io.rqkit.core.cli;

import io.rqkit.core.Cron;
import io.rqkit.core.Worker;
import redis.clients.jedis.UnifiedJedis;

/**
 * What a program tells the command {@code rq}: name the class with {@code --setup}. It needs a public constructor without
 * parameters.
 *
 * <pre>{@code
 * public final class MySetup implements Setup {
 *     public void worker(Worker worker) {
 *         worker.allow(Mailer.class).register(new Jobs().register("mail.send", Mail.class, Mailer::send));
 *     }
 * }
 * }</pre>
 */
public interface Setup {
    /** Says what a worker may run; called before it starts. */
    default void worker(Worker worker) {}

    /** Registers what {@code rq cron} enqueues. */
    default void cron(Cron cron, UnifiedJedis connection) {}

    /** Makes the one that a class name stands for. */
    static Setup named(String className) {
        return made(className, "--setup", Setup.class);
    }

    /** Makes an object of a class that an option names. */
    static <T> T made(String className, String option, Class<T> kind) {
        try {
            Class<?> type = type(className);
            if (!kind.isAssignableFrom(type)) {
                throw new CommandFailure(
                        ExitCodes.USAGE,
                        "The class " + className + " of " + option + " does not implement " + kind.getName() + ".");
            }
            return kind.cast(type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException unusable) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "The class " + className + " of " + option + " needs a public constructor without parameters: "
                            + unusable);
        }
    }

    /** Finds a class that the operator named. */
    static Class<?> type(String className) {
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException missing) {
            throw new CommandFailure(ExitCodes.USAGE, "There is no class " + className + " on the class path.");
        }
    }
}
