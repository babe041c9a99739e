package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Ranks;
import java.util.Locale;

/** An end of a sorted set. */
enum End {
    MIN("zpopmin") {
        @Override
        Ranks ranks(int count, int size) {
            return new Ranks(0, count);
        }
    },
    MAX("zpopmax") {
        @Override
        Ranks ranks(int count, int size) {
            return new Ranks(size - count, size);
        }
    };

    private final String popEvent;

    End(String popEvent) {
        this.popEvent = popEvent;
    }

    /** Reads MIN or MAX; anything else is a syntax error. */
    static End of(byte[] argument) {
        for (End end : values()) {
            if (Args.is(argument, end.name())) {
                return end;
            }
        }
        throw Errors.SYNTAX;
    }

    /** Returns the keyspace event of a pop at this end. */
    String popEvent() {
        return popEvent;
    }

    /** Returns the command that pops at this end, as replicas see it. */
    String popCommand() {
        return popEvent.toUpperCase(Locale.ROOT);
    }

    /** Returns the ranks of so many entries at this end. */
    abstract Ranks ranks(int count, int size);
}
