package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits.
 *
 * @param session who waits
 * @param call what runs again when a key becomes ready
 * @param type the type of value waited for; null when no key is waited for
 * @param keys the keys waited for, of the session's database at the time
 * @param database that database's index
 * @param deadlineMillis when to give up, in milliseconds since the epoch; 0 for never
 * @param atDeadline gives the reply then
 * @param ifGone the reply when a key is deleted or holds another type; null to wait on
 */
public record Waiter(
        Session session,
        Call call,
        @Nullable ValueType type,
        List<KeyName> keys,
        int database,
        long deadlineMillis,
        Supplier<Reply> atDeadline,
        @Nullable Reply ifGone) {

    /** Two waiters are never the same, whatever they wait for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
