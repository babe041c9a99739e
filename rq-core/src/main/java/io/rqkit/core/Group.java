package io.rqkit.core;

import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.Atomic;
import io.rqkit.core.internal.lifecycle.Tidy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/**
 * Jobs of any queues under one name.
 *
 * <p>A job joins when it is enqueued; it leaves when it is deleted, or has expired and the group was cleaned up, which
 * workers do. A group exists while it has members. Safe for many threads.
 *
 * <pre>{@code
 * queue.enqueueMany(batch -> pages.forEach(page -> batch.with(o -> o.group("book-7")).enqueue(Pages::render, page)));
 * new Group("book-7").jobs();
 * }</pre>
 */
public final class Group {
    private final String name;
    private final UnifiedJedis connection;

    /** Opens a group on the current connection; see {@link Connections#resolve()}. */
    public Group(String name) {
        this(name, null);
    }

    /**
     * Opens a group; a null connection stands for the current one.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public Group(String name, @Nullable UnifiedJedis connection) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a group needs a name");
        }
        this.name = name;
        this.connection = Connections.resolve(connection);
    }

    /** Returns all groups by name; a null connection stands for the current one. */
    public static List<Group> all(@Nullable UnifiedJedis connection) {
        UnifiedJedis resolved = Connections.resolve(connection);
        return resolved.smembers(Keys.groups()).stream()
                .sorted()
                .map(name -> new Group(name, resolved))
                .toList();
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the connection that was resolved when this was made. */
    public UnifiedJedis connection() {
        return connection;
    }

    /** Returns the ids of the members, sorted; those of jobs that expired may be among them. */
    public List<String> ids() {
        return connection.smembers(Keys.group(name)).stream().sorted().toList();
    }

    /** Returns the members that exist, sorted by id. Two round trips. */
    public List<Job<Object>> jobs() {
        return Job.fetchMany(ids(), connection);
    }

    /** Returns how many members there are; those of jobs that expired may be among them. */
    public int size() {
        return Math.toIntExact(connection.scard(Keys.group(name)));
    }

    /** Takes jobs out of the group and leaves them alone; returns how many were members. */
    public int remove(String... ids) {
        return ids.length == 0 ? 0 : Math.toIntExact(connection.srem(Keys.group(name), ids));
    }

    /** Forgets the members whose jobs are gone, and the group when none is left; returns how many were forgotten. */
    public int cleanup() {
        return Tidy.group(connection, name);
    }

    /** Deletes every member, with its results, and the group. A job that runs is not interrupted. */
    public void delete() {
        jobs().forEach(Job::delete);
        Atomic.run(connection, (PipeliningBase transaction) -> {
            transaction.del(Keys.group(name));
            transaction.srem(Keys.groups(), name);
        });
    }

    @Override
    public String toString() {
        return "Group(" + name + ")";
    }
}
