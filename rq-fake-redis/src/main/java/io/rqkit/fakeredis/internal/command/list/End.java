package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ListValue;
import java.util.Locale;

/** An end of a list. */
enum End {
    LEFT("lpush", "lpop") {
        @Override
        void push(ListValue list, byte[] element) {
            list.addFirst(element);
        }

        @Override
        byte[] pop(ListValue list) {
            return list.removeFirst();
        }
    },
    RIGHT("rpush", "rpop") {
        @Override
        void push(ListValue list, byte[] element) {
            list.addLast(element);
        }

        @Override
        byte[] pop(ListValue list) {
            return list.removeLast();
        }
    };

    private final String pushEvent;
    private final String popEvent;

    End(String pushEvent, String popEvent) {
        this.pushEvent = pushEvent;
        this.popEvent = popEvent;
    }

    /** Reads LEFT or RIGHT; anything else is a syntax error. */
    static End of(byte[] argument) {
        for (End end : values()) {
            if (Args.is(argument, end.name())) {
                return end;
            }
        }
        throw Errors.SYNTAX;
    }

    /** Returns the keyspace event of a push at this end. */
    String pushEvent() {
        return pushEvent;
    }

    /** Returns the keyspace event of a pop at this end. */
    String popEvent() {
        return popEvent;
    }

    /** Returns the command that pops at this end, as replicas see it. */
    String popCommand() {
        return popEvent.toUpperCase(Locale.ROOT);
    }

    abstract void push(ListValue list, byte[] element);

    abstract byte[] pop(ListValue list);
}
