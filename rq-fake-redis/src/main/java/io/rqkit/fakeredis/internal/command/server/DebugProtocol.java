package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** DEBUG PROTOCOL: a value of each type of the protocol. */
final class DebugProtocol {
    private static final CommandException NO_PUSH = new CommandException("ERR RESP2 is not supported by this command");
    private static final CommandException BAD_TYPE =
            new CommandException("ERR Wrong protocol type name. Please use one of the following: string|integer|double|"
                    + "bignum|null|array|set|map|attrib|push|verbatim|true|false");
    private static final double A_DOUBLE = 3.141;
    private static final int AN_INTEGER = 12345;
    private static final List<Reply> NUMBERS = List.of(Reply.ZERO, Reply.ONE, new Reply.Int(2));

    private DebugProtocol() {}

    static Reply reply(Call call) {
        return switch (call.text(2).toLowerCase(Locale.ROOT)) {
            case "string" -> Reply.bulk("Hello World");
            case "integer" -> Reply.of(AN_INTEGER);
            case "double" -> new Reply.Dbl(A_DOUBLE);
            case "bignum" -> new Reply.BigNumber("1234567999999999999999999999999999999");
            case "null" -> Reply.NULL;
            case "array" -> Reply.array(NUMBERS);
            case "set" -> new Reply.SetOf(NUMBERS);
            case "map" -> map();
            case "attrib" -> attribute();
            case "push" -> push(call);
            case "true" -> new Reply.Bool(true);
            case "false" -> new Reply.Bool(false);
            case "verbatim" -> verbatim();
            default -> throw BAD_TYPE;
        };
    }

    private static Reply map() {
        return new Reply.MapOf(List.of(
                Reply.ZERO,
                new Reply.Bool(false),
                Reply.ONE,
                new Reply.Bool(true),
                new Reply.Int(2),
                new Reply.Bool(false)));
    }

    private static Reply attribute() {
        Reply about = Reply.array(Reply.bulk("key:123"), Reply.of(90));
        return new Reply.Attribute(
                List.of(Reply.bulk("key-popularity"), about), Reply.bulk("Some real reply following the attribute"));
    }

    private static Reply push(Call call) {
        if (!call.isResp3()) {
            throw NO_PUSH;
        }
        return new Reply.Several(List.of(
                new Reply.Push(List.of(Reply.bulk("server-cpu-usage"), Reply.of(42))),
                Reply.bulk("Some real reply following the push reply")));
    }

    private static Reply verbatim() {
        return new Reply.Verbatim("txt", "This is a verbatim\nstring".getBytes(StandardCharsets.US_ASCII));
    }
}
