package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What saving all data and loading it again changes: keys past their deadline are gone, and values have the most compact
 * encoding that the limits allow. Nothing is written to a file.
 */
final class Reload {
    private Reload() {}

    static void all(Call call) {
        for (int i = 0; i < call.engine().databases(); i++) {
            database(call, call.keyspace(i));
        }
    }

    private static void database(Call call, Keyspace keyspace) {
        List<KeyEntry> kept = new ArrayList<>();
        keyspace.data().forEach(entry -> {
            if (!keyspace.isExpired(entry)) {
                kept.add(entry);
            }
        });
        keyspace.flush();
        for (KeyEntry entry : kept) {
            keyspace.data().add(entry.key, loaded(entry.value(), call.limits()));
            if (entry.expireAtMillis() != Database.NO_EXPIRY) {
                keyspace.expireAt(entry.key, entry.expireAtMillis());
            }
        }
    }

    private static Value loaded(Value value, Limits limits) {
        if (value instanceof StringValue string) {
            return StringValue.of(string.bytes().clone());
        }
        if (value instanceof SetValue set) {
            SetValue loaded = new SetValue();
            set.forEach(member -> loaded.add(member, limits));
            return loaded;
        }
        if (value instanceof HashValue hash) {
            HashValue loaded = new HashValue();
            hash.forEach((field, held) -> loaded.put(field, held, limits));
            return loaded;
        }
        if (value instanceof ZSetValue zset) {
            ZSetValue loaded = new ZSetValue();
            zset.forEach(entry -> loaded.add(entry.member(), entry.score(), limits));
            return loaded;
        }
        return value;
    }
}
