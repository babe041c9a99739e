package io.rqkit.fakeredis.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A numbered database, reached without a client: to arrange what a test needs and to look at what came of it.
 *
 * <pre>{@code
 * redis.database(0).list("jobs", "a", "b").expire("jobs", Duration.ofHours(1));
 * assertEquals(List.of("a", "b"), redis.database(0).list("jobs"));
 * }</pre>
 *
 * <p>What is put takes the place of what was there, and wakes, tells and fails whoever a client's command would: waiting
 * clients, listeners, transactions that watch. Looking leaves no trace: no use is noted, nothing is recorded. Text is
 * UTF-8. Thread-safe; what is returned is a copy that can't be changed.
 */
public interface FakeDatabase {
    /** Returns the index. */
    int index();

    /** Returns the number of keys. */
    int size();

    /** Returns all keys, in the order of their names. */
    List<String> keys();

    /** Returns the keys that match a pattern as KEYS takes it, in the order of their names. */
    List<String> keys(String pattern);

    /** Returns the keys that never expire and match a pattern, in the order of their names. */
    List<String> keysWithoutTtl(String pattern);

    /** Says whether a key is there. */
    boolean exists(String key);

    /** Returns what a key holds; empty when it is not there. */
    Optional<KeyState> find(String key);

    /** Returns the type of a key as TYPE answers it, {@code "none"} when it is not there. */
    String type(String key);

    /** Returns the time until a key expires; empty when it never does or is not there. */
    Optional<Duration> ttl(String key);

    /**
     * Returns a string; empty when the key is not there.
     *
     * @throws IllegalStateException when it holds another type, as do the other methods that return a value
     */
    Optional<String> string(String key);

    /** Returns a list, head first; empty when the key is not there. */
    List<String> list(String key);

    /** Returns a hash; empty when the key is not there. */
    Map<String, String> hash(String key);

    /** Returns a set; empty when the key is not there. */
    Set<String> set(String key);

    /** Returns a sorted set, lowest score first, in this order; empty when the key is not there. */
    Map<String, Double> sortedSet(String key);

    /** Returns the entries of a stream, oldest first; empty when the key is not there. */
    List<KeyState.Entry> stream(String key);

    /** Puts a string. */
    FakeDatabase string(String key, String value);

    /** Puts a list, head first. */
    FakeDatabase list(String key, String... elements);

    /** Puts a hash. */
    FakeDatabase hash(String key, Map<String, String> fields);

    /** Puts a set. */
    FakeDatabase set(String key, String... members);

    /** Puts a sorted set. */
    FakeDatabase sortedSet(String key, Map<String, Double> scores);

    /** Adds an entry to a stream, with an id by the server's clock. */
    FakeDatabase addToStream(String key, Map<String, String> fields);

    /** Lets a key expire after a time, by the server's clock. */
    FakeDatabase expire(String key, Duration after);

    /** Deletes keys. */
    FakeDatabase delete(String... keys);

    /** Deletes all keys. */
    FakeDatabase clear();
}
