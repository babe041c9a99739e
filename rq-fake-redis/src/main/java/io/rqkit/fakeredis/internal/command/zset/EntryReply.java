package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply of members in order, with or without their scores. Members and scores come in turn, or as an array of pairs:
 * RESP3 has no ordered map.
 */
final class EntryReply {
    private final boolean withScores;
    private final boolean nested;
    private final List<Reply> items = new ArrayList<>();

    private EntryReply(boolean withScores, boolean nested) {
        this.withScores = withScores;
        this.nested = nested;
    }

    /** Starts a reply that shows scores, if asked for, as the session's protocol wants it. */
    static EntryReply of(Call call, boolean withScores) {
        return new EntryReply(withScores, withScores && call.isResp3());
    }

    /** Starts a reply of pairs, in either protocol. */
    static EntryReply ofPairs() {
        return new EntryReply(true, true);
    }

    /** Starts a reply of members and scores in turn, in either protocol. */
    static EntryReply ofTurns() {
        return new EntryReply(true, false);
    }

    void add(ZSetEntry entry) {
        add(entry.member(), entry.score());
    }

    void add(byte[] member, double score) {
        if (nested) {
            items.add(Reply.array(Reply.bulk(member), new Reply.Dbl(score)));
            return;
        }
        items.add(Reply.bulk(member));
        if (withScores) {
            items.add(new Reply.Dbl(score));
        }
    }

    List<Reply> items() {
        return items;
    }

    Reply toReply() {
        return Reply.array(items);
    }
}
