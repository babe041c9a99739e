package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command's arguments from one line, as the files of COMMAND DOCS have them, and replies them as Redis does.
 *
 * <pre>{@code
 * value                  a string
 * seconds{integer}       another type
 * key#0                  a key, found by key spec 0; with a type of its own value{string}#0
 * NX                     a token; change!CH when its name is not that of the token
 * EX=seconds{integer}    an argument after a token
 * unit<M KM>             one of several
 * limit(LIMIT=offset n)  a block, one after the other
 * name@6.2.0             since 6.2.0; name~2.8.12 is deprecated since 2.8.12
 * name?  name*  name+    optional; repeated; repeated with its token
 * }</pre>
 */
final class ArgumentNotation {
    private static final String ENDS_OF_NAME = "{#!=<(@~?*+ )>";
    private static final String ENDS_OF_TOKEN = "@~?*+ )>";
    private static final String ENDS_OF_VERSION = "~?*+ )>";
    /** The tokens that are signs of the notation themselves. */
    private static final String SIGNS = "=~*";

    private final String line;
    private int at;

    private ArgumentNotation(String line) {
        this.line = line;
    }

    /** Returns the arguments of a line, an array of maps. */
    static Reply parse(String line) {
        ArgumentNotation notation = new ArgumentNotation(line);
        Reply arguments = notation.list();
        if (notation.at < line.length()) {
            throw new IllegalArgumentException("Cannot read " + line + " from " + notation.at);
        }
        return arguments;
    }

    private Reply list() {
        List<Reply> arguments = new ArrayList<>();
        arguments.add(argument());
        while (take(' ')) {
            arguments.add(argument());
        }
        return Reply.array(arguments);
    }

    private Reply argument() {
        String name = upTo(ENDS_OF_NAME);
        String type = "string";
        String token = null;
        Reply nested = null;
        if (take('!')) {
            type = "pure-token";
            token = token();
        } else if (take('=')) {
            token = name;
            name = upTo(ENDS_OF_NAME);
        } else if (isToken(name) && "{#<(".indexOf(next()) < 0) {
            type = "pure-token";
            token = name;
            name = name.toLowerCase(Locale.ROOT);
        }
        if (take('<')) {
            type = "oneof";
            nested = nested('>');
        } else if (take('(')) {
            type = "block";
            nested = nested(')');
        } else if (take('{')) {
            type = upTo("}");
            at++;
        } else if (next() == '#') {
            type = "key";
        }
        return reply(name, type, token, nested);
    }

    private Reply reply(String name, String type, @Nullable String token, @Nullable Reply nested) {
        List<Reply> shown = new ArrayList<>();
        add(shown, "name", Reply.bulk(name));
        add(shown, "type", Reply.bulk(type));
        if (take('#')) {
            add(shown, "key_spec_index", Reply.of(Long.parseLong(upTo(ENDS_OF_TOKEN))));
        }
        if (token != null) {
            add(shown, "token", Reply.bulk(token));
        }
        if (take('@')) {
            add(shown, "since", Reply.bulk(upTo(ENDS_OF_VERSION)));
        }
        if (take('~')) {
            add(shown, "deprecated_since", Reply.bulk(upTo(ENDS_OF_VERSION)));
        }
        List<Reply> flags = flags();
        if (!flags.isEmpty()) {
            add(shown, "flags", new Reply.SetOf(flags));
        }
        if (nested != null) {
            add(shown, "arguments", nested);
        }
        return new Reply.MapOf(shown);
    }

    private List<Reply> flags() {
        List<Reply> flags = new ArrayList<>();
        if (take('?')) {
            flags.add(Reply.simple("optional"));
        }
        if (take('*')) {
            flags.add(Reply.simple("multiple"));
        }
        if (take('+')) {
            flags.add(Reply.simple("multiple_token"));
        }
        return flags;
    }

    private Reply nested(char end) {
        Reply arguments = list();
        if (!take(end)) {
            throw new IllegalArgumentException("No " + end + " at " + at + " in " + line);
        }
        return arguments;
    }

    private String token() {
        if (SIGNS.indexOf(next()) >= 0) {
            at++;
            return line.substring(at - 1, at);
        }
        return upTo(ENDS_OF_TOKEN);
    }

    private static boolean isToken(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    private String upTo(String ends) {
        int start = at;
        while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(start, at);
    }

    private char next() {
        return at < line.length() ? line.charAt(at) : ' ';
    }

    private boolean take(char expected) {
        if (at < line.length() && line.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static void add(List<Reply> map, String key, Reply value) {
        map.add(Reply.bulk(key));
        map.add(value);
    }
}
