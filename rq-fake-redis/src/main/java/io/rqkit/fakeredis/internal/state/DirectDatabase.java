package io.rqkit.fakeredis.internal.state;

import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.state.FakeDatabase;
import io.rqkit.fakeredis.state.KeyState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A database without a client. */
final class DirectDatabase implements FakeDatabase {
    private final DirectAccess access;
    private final int index;

    DirectDatabase(DirectAccess access, int index) {
        this.access = access;
        this.index = index;
    }

    private Keyspace keyspace() {
        return access.engine().keyspace(index);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public int size() {
        return access.locked(() -> keyspace().data().size());
    }

    @Override
    public List<String> keys() {
        return keys(entry -> true);
    }

    @Override
    public List<String> keys(String pattern) {
        byte[] glob = bytes(pattern);
        return keys(entry -> Glob.matches(glob, entry.key));
    }

    @Override
    public List<String> keysWithoutTtl(String pattern) {
        byte[] glob = bytes(pattern);
        return keys(entry -> entry.expireAtMillis() == Database.NO_EXPIRY && Glob.matches(glob, entry.key));
    }

    private List<String> keys(Predicate<KeyEntry> wanted) {
        return access.locked(() -> {
            List<String> keys = new ArrayList<>();
            keyspace().data().forEach(entry -> {
                if (!keyspace().isExpired(entry) && wanted.test(entry)) {
                    keys.add(States.text(entry.key));
                }
            });
            Collections.sort(keys);
            return List.copyOf(keys);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean exists(String key) {
        return find(key).isPresent();
    }

    @Override
    public Optional<KeyState> find(String key) {
        return access.locked(() -> {
            KeyEntry entry = keyspace().data().find(bytes(key));
            return entry == null || keyspace().isExpired(entry)
                    ? Optional.empty()
                    : Optional.of(States.of(entry.value(), entry.expireAtMillis()));
        });
    }

    @Override
    public String type(String key) {
        return find(key).map(state -> state.value().type()).orElse("none");
    }

    @Override
    public Optional<Duration> ttl(String key) {
        return find(key)
                .flatMap(KeyState::expiresAt)
                .map(deadline -> Duration.ofMillis(
                        deadline.toEpochMilli() - access.engine().clock().millis()));
    }

    private <T extends KeyState.Value> @Nullable T value(String key, Class<T> type) {
        KeyState state = find(key).orElse(null);
        if (state != null && !type.isInstance(state.value())) {
            throw new IllegalStateException(
                    "The key '" + key + "' holds a " + state.value().type() + ": " + state);
        }
        return state == null ? null : type.cast(state.value());
    }

    @Override
    public Optional<String> string(String key) {
        KeyState.Text text = value(key, KeyState.Text.class);
        return text == null ? Optional.empty() : Optional.of(text.text());
    }

    @Override
    public List<String> list(String key) {
        KeyState.Elements list = value(key, KeyState.Elements.class);
        return list == null ? List.of() : list.elements();
    }

    @Override
    public Map<String, String> hash(String key) {
        KeyState.Fields hash = value(key, KeyState.Fields.class);
        return hash == null ? Map.of() : hash.fields();
    }

    @Override
    public Set<String> set(String key) {
        KeyState.Members set = value(key, KeyState.Members.class);
        return set == null ? Set.of() : set.members();
    }

    @Override
    public Map<String, Double> sortedSet(String key) {
        KeyState.Scores scores = value(key, KeyState.Scores.class);
        Map<String, Double> ordered = new LinkedHashMap<>();
        if (scores != null) {
            scores.members().forEach(scored -> ordered.put(scored.member(), scored.score()));
        }
        return Collections.unmodifiableMap(ordered);
    }

    @Override
    public List<KeyState.Entry> stream(String key) {
        KeyState.Entries stream = value(key, KeyState.Entries.class);
        return stream == null ? List.of() : stream.entries();
    }

    @Override
    public FakeDatabase string(String key, String value) {
        return run("SET", key, value);
    }

    @Override
    public FakeDatabase list(String key, String... elements) {
        return replace(key, List.of(elements), "RPUSH");
    }

    @Override
    public FakeDatabase hash(String key, Map<String, String> fields) {
        List<String> words = new ArrayList<>();
        fields.forEach((field, value) -> {
            words.add(field);
            words.add(value);
        });
        return replace(key, words, "HSET");
    }

    @Override
    public FakeDatabase set(String key, String... members) {
        return replace(key, List.of(members), "SADD");
    }

    @Override
    public FakeDatabase sortedSet(String key, Map<String, Double> scores) {
        List<String> words = new ArrayList<>();
        scores.forEach((member, score) -> {
            words.add(Double.toString(score));
            words.add(member);
        });
        return replace(key, words, "ZADD");
    }

    /** Nobody sees the key missing meanwhile; to hold nothing is to be gone. */
    private FakeDatabase replace(String key, List<String> content, String command) {
        return access.locked(() -> {
            delete(key);
            if (!content.isEmpty()) {
                List<String> words = new ArrayList<>(List.of(command, key));
                words.addAll(content);
                access.execute(index, words);
            }
            return this;
        });
    }

    @Override
    public FakeDatabase addToStream(String key, Map<String, String> fields) {
        List<String> words = new ArrayList<>(List.of("XADD", key, "*"));
        fields.forEach((field, value) -> {
            words.add(field);
            words.add(value);
        });
        access.execute(index, words);
        return this;
    }

    @Override
    public FakeDatabase expire(String key, Duration after) {
        return run("PEXPIRE", key, Long.toString(after.toMillis()));
    }

    @Override
    public FakeDatabase delete(String... keys) {
        if (keys.length > 0) {
            List<String> words = new ArrayList<>(List.of("DEL"));
            words.addAll(List.of(keys));
            access.execute(index, words);
        }
        return this;
    }

    @Override
    public FakeDatabase clear() {
        return run("FLUSHDB");
    }

    private FakeDatabase run(String... words) {
        access.execute(index, List.of(words));
        return this;
    }

    @Override
    public String toString() {
        return "database " + index + " with " + size() + " keys";
    }
}
