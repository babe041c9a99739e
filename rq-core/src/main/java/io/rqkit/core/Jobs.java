package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Callbacks;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.dispatch.RecordHandler;
import org.jspecify.annotations.Nullable;

/**
 * Handlers by name: the stable form, which survives the renaming of classes and which other languages can enqueue for.
 *
 * <p>A handler takes one record. Its components travel as keyword arguments, as positional arguments in their order, or
 * as one object; all of them must be there, and nothing else.
 *
 * <pre>{@code
 * record SendMail(String to, int times) {}
 *
 * Jobs jobs = new Jobs().register("mailer.send", SendMail.class, mail -> mailer.send(mail.to(), mail.times()));
 * new Worker(queue).register(jobs).start();
 * queue.enqueue("mailer.send", new SendMail("bob", 3));
 * }</pre>
 *
 * <p>Not thread-safe: fill it before a worker takes it.
 */
public final class Jobs {
    private final Handlers handlers = new Handlers();
    private final Callbacks callbacks = new Callbacks();

    /** Runs for what it does. */
    @FunctionalInterface
    public interface Handler<A> {
        /** Handles one job. */
        void handle(A argument) throws Exception;
    }

    /** Runs for its result. */
    @FunctionalInterface
    public interface ResultHandler<A, R extends @Nullable Object> {
        /** Handles one job and returns its result, which must have a JSON form. */
        R handle(A argument) throws Exception;
    }

    /**
     * Registers a handler that is run for what it does.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public <A extends Record> Jobs register(String name, Class<A> type, Handler<? super A> handler) {
        return add(name, new RecordHandler<>(type, argument -> {
            handler.handle(argument);
            return null;
        }));
    }

    /**
     * Registers a handler that is run for its result.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public <A extends Record, R extends @Nullable Object> Jobs registerWithResult(
            String name, Class<A> type, ResultHandler<? super A, R> handler) {
        return add(name, new RecordHandler<>(type, handler::handle));
    }

    /**
     * Lets jobs that were enqueued under another name run as those of this one: for a name that was changed, or for what
     * Python calls it.
     *
     * @throws IllegalArgumentException when the other name is taken
     */
    public Jobs alias(String otherName, String name) {
        handlers.alias(otherName, name);
        return this;
    }

    /**
     * Registers a callback for success; see {@link Callback#named}.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Jobs onSuccess(String name, Callback.OnSuccess callback) {
        callbacks.add(name, callback);
        return this;
    }

    /**
     * Registers a callback for failure; see {@link Callback#named}.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Jobs onFailure(String name, Callback.OnFailure callback) {
        callbacks.add(name, callback);
        return this;
    }

    /**
     * Registers a callback for stopped jobs; see {@link Callback#named}.
     *
     * @throws IllegalArgumentException when the name is taken
     */
    public Jobs onStopped(String name, Callback.OnStopped callback) {
        callbacks.add(name, callback);
        return this;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    private Jobs add(String name, RecordHandler<?> handler) {
        if (handlers.contains(name)) {
            throw new IllegalArgumentException("a handler of the name " + name + " is registered already");
        }
        handlers.add(name, handler);
        return this;
    }

    Handlers handlers() {
        return handlers;
    }
}
