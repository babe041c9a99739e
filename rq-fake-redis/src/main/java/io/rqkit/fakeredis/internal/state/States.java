package io.rqkit.fakeredis.internal.state;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.state.KeyState;
import io.rqkit.fakeredis.state.KeyState.Entry;
import io.rqkit.fakeredis.state.KeyState.Scored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies of values for users to keep. */
final class States {
    private States() {}

    static KeyState of(Value value, long expireAtMillis) {
        Optional<Instant> deadline = expireAtMillis == Database.NO_EXPIRY
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(expireAtMillis));
        return new KeyState(value(value), deadline);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static KeyState.Value value(Value value) {
        if (value instanceof StringValue string) {
            return new KeyState.Text(text(string.slice(0, string.length())));
        } else if (value instanceof ListValue list) {
            List<String> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(text(element)));
            return new KeyState.Elements(elements);
        } else if (value instanceof HashValue hash) {
            Map<String, String> fields = new HashMap<>();
            hash.forEach((field, content) -> fields.put(text(field), text(content)));
            return new KeyState.Fields(fields);
        } else if (value instanceof SetValue set) {
            Set<String> members = new HashSet<>();
            set.forEach(member -> members.add(text(member)));
            return new KeyState.Members(members);
        } else if (value instanceof ZSetValue zset) {
            List<Scored> members = new ArrayList<>(zset.size());
            zset.forEach(entry -> members.add(new Scored(text(entry.member()), entry.score())));
            return new KeyState.Scores(members);
        }
        return stream((StreamValue) value);
    }

    private static KeyState.Value stream(StreamValue stream) {
        List<Entry> entries = new ArrayList<>(stream.size());
        for (StreamEntry entry : stream.range(StreamId.MIN, StreamId.MAX, Long.MAX_VALUE, false)) {
            entries.add(new Entry(
                    entry.id().toString(),
                    entry.fieldsAndValues().stream().map(States::text).toList()));
        }
        return new KeyState.Entries(entries);
    }
}
