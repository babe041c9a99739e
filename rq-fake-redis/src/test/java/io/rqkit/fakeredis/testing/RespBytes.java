package io.rqkit.fakeredis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Requests as bytes, and such that were bent until they are none any more. */
public final class RespBytes {
    /** Numbers at which parsers break. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "00",
            "01",
            "-1",
            "-2",
            "+1",
            " 1",
            "1 ",
            "1.0",
            "1e3",
            "0x10",
            "10",
            "11",
            "16384",
            "16385",
            "65536",
            "1048576",
            "1048577",
            "536870912",
            "536870913",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "99999999999999999999",
            "");

    /** Commands whose replies depend on nothing but the commands before them. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("PING"),
            List.of("PING", "hello"),
            List.of("ECHO", "a b\r\nc"),
            List.of("SET", "k", "v"),
            List.of("GET", "k"),
            List.of("SET", "n", "10"),
            List.of("INCR", "n"),
            List.of("LPUSH", "l", "a", "b", "c"),
            List.of("LRANGE", "l", "0", "2"),
            List.of("HSET", "h", "f", "v"),
            List.of("HGETALL", "h"),
            List.of("DEL", "k", "n", "l", "h"),
            List.of("MULTI"),
            List.of("EXEC"),
            List.of("DISCARD"),
            List.of("WATCH", "k"),
            List.of("HELLO", "3", "SETNAME", "me"),
            List.of("HELLO", "2"),
            List.of("SUBSCRIBE", "c"),
            List.of("UNSUBSCRIBE"),
            List.of("RESET"),
            List.of("CLIENT", "REPLY", "SKIP"),
            List.of("CLIENT", "GETNAME"),
            List.of("CLIENT", "SETNAME", "x"),
            List.of("TYPE", "k"),
            List.of("OBJECT", "ENCODING", "k"),
            List.of("SELECT", "1"),
            List.of("AUTH", "wrong"),
            List.of("AUTH", "default", "wrong"),
            List.of("EVAL", "return {1,2,'x'}", "0"),
            List.of("NOSUCH", "a", "b"),
            List.of("GET"),
            List.of("QUIT"));

    private RespBytes() {}

    /** Returns a request as client libraries write it. */
    public static byte[] of(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        append(out, List.of(words));
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, List<String> words) {
        out.writeBytes(("*" + words.size() + "\r\n").getBytes(ISO_8859_1));
        for (String word : words) {
            out.writeBytes(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(ISO_8859_1));
        }
    }

    /** Returns random bytes, of which most mean something to the protocol. */
    public static byte[] random(Random chance) {
        byte[] bytes = new byte[chance.nextInt(60)];
        String meaningful = "*$\r\n0123456789-+:\"'\\ \0";
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)
                    (chance.nextInt(4) > 0
                            ? meaningful.charAt(chance.nextInt(meaningful.length()))
                            : chance.nextInt(256));
        }
        return bytes;
    }

    /** Returns some valid requests, in either form. */
    public static byte[] valid(Random chance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int count = 1 + chance.nextInt(6); count > 0; count--) {
            List<String> words = COMMANDS.get(chance.nextInt(COMMANDS.size()));
            if (chance.nextInt(4) == 0 && words.stream().noneMatch(word -> word.indexOf('\n') >= 0)) {
                out.writeBytes((String.join(" ", words) + (chance.nextBoolean() ? "\r\n" : "\n")).getBytes(ISO_8859_1));
            } else {
                append(out, words);
            }
        }
        return out.toByteArray();
    }

    /** Returns valid requests of which a few bytes, a number or the end were changed. */
    public static byte[] bent(Random chance) {
        String text = new String(valid(chance), ISO_8859_1);
        for (int changes = 1 + chance.nextInt(3); changes > 0; changes--) {
            text = bent(text, chance);
        }
        return text.getBytes(ISO_8859_1);
    }

    private static String bent(String text, Random chance) {
        int at = chance.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + chance.nextInt(4));
        String head = text.substring(0, at);
        String piece = text.substring(at, to);
        String tail = text.substring(to);
        return switch (chance.nextInt(6)) {
            case 0 -> head;
            case 1 -> head + tail;
            case 2 -> head + piece + piece + tail;
            case 3 -> head + (char) chance.nextInt(256) + tail;
            case 4 -> head + new String(random(chance), ISO_8859_1) + tail;
            default -> withOtherNumber(text, at, chance);
        };
    }

    /** Replaces the next length or count. */
    private static String withOtherNumber(String text, int from, Random chance) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '*' && text.charAt(at) != '$') {
            at++;
        }
        int end = text.indexOf('\r', at);
        if (end < 0) {
            return text;
        }
        return text.substring(0, at + 1) + NUMBERS.get(chance.nextInt(NUMBERS.size())) + text.substring(end);
    }
}
