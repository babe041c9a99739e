package io.rqkit.fakeredis.internal.resp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints encoded replies as redis-cli does on a terminal; bytes that are UTF-8 text are shown as such. */
public final class ReplyText {
    private final byte[] bytes;
    private final int limit;
    private int at;

    private ReplyText(byte[] bytes) {
        this.bytes = bytes;
        this.limit = bytes.length;
    }

    /** Returns the text of all the replies in {@code encoded}, a line or more each; empty when there are none. */
    public static String of(byte[] encoded) {
        ReplyText reader = new ReplyText(encoded);
        StringBuilder text = new StringBuilder();
        while (reader.at < reader.limit) {
            text.append(text.isEmpty() ? "" : "\n");
            reader.print("", text);
        }
        return text.toString();
    }

    /** Returns a word in double quotes, with the escapes that redis-cli understands. */
    public static String quoted(byte[] word) {
        String text = new String(word, StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\n\r\t\u0007\b\\\"".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("nrtab\\\"".charAt(escape));
            } else if (c < ' ' || c == 0x7f) {
                out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private void print(String indent, StringBuilder out) {
        char type = (char) bytes[at++];
        String line = line();
        switch (type) {
            case '+', '(' -> out.append(line);
            case '-' -> out.append("(error) ").append(line);
            case ':' -> out.append("(integer) ").append(line);
            case ',' -> out.append("(double) ").append(line);
            case '#' -> out.append(line.equals("t") ? "(true)" : "(false)");
            case '_' -> out.append("(nil)");
            case '$' -> string(line, out);
            case '=' -> verbatim(line, out);
            case '|' -> {
                StringBuilder dropped = new StringBuilder();
                items(Integer.parseInt(line) * 2, indent, dropped);
                print(indent, out);
            }
            default -> aggregate(type, line, indent, out);
        }
    }

    private String line() {
        int end = at;
        while (bytes[end] != '\r') {
            end++;
        }
        String line = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end + 2;
        return line;
    }

    private void string(String length, StringBuilder out) {
        if (length.equals("-1")) {
            out.append("(nil)");
            return;
        }
        out.append(quoted(take(Integer.parseInt(length))));
    }

    private void verbatim(String length, StringBuilder out) {
        String text = new String(take(Integer.parseInt(length)), StandardCharsets.UTF_8);
        out.append(text, 4, text.length());
    }

    private byte[] take(int length) {
        byte[] taken = new byte[length];
        System.arraycopy(bytes, at, taken, 0, length);
        at += length + 2;
        return taken;
    }

    private void aggregate(char type, String line, String indent, StringBuilder out) {
        int count = Integer.parseInt(line);
        if (count < 0) {
            out.append("(nil)");
        } else if (count == 0) {
            out.append(type == '%' ? "(empty hash)" : type == '~' ? "(empty set)" : "(empty array)");
        } else if (type == '%') {
            map(count, indent, out);
        } else {
            numbered(count, type == '~' ? '~' : ')', indent, out);
        }
    }

    private void numbered(int count, char mark, String indent, StringBuilder out) {
        int width = Integer.toString(count).length();
        String inner = indent + " ".repeat(width + 2);
        for (int i = 1; i <= count; i++) {
            out.append(i == 1 ? "" : "\n" + indent).append(String.format(Locale.ROOT, "%" + width + "d", i));
            out.append(mark).append(' ');
            print(inner, out);
        }
    }

    private void map(int count, String indent, StringBuilder out) {
        int width = Integer.toString(count).length();
        String inner = indent + " ".repeat(width + 2);
        for (int i = 1; i <= count; i++) {
            out.append(i == 1 ? "" : "\n" + indent).append(String.format(Locale.ROOT, "%" + width + "d# ", i));
            print(inner, out);
            out.append(" => ");
            boolean nested = at < limit && "*%~>".indexOf(bytes[at]) >= 0;
            out.append(nested ? "\n" + inner : "");
            print(inner, out);
        }
    }

    private void items(int count, String indent, StringBuilder out) {
        for (int i = 0; i < count; i++) {
            print(indent, out);
        }
    }
}
