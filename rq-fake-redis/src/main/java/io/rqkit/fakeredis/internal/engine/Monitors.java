package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Who watches every command by MONITOR. Follows replicationFeedMonitors in Redis's replication.c. */
public final class Monitors {
    private static final int MICROS_A_SECOND = 1_000_000;
    private final Engine engine;
    private final Set<Session> watching = new LinkedHashSet<>();

    Monitors(Engine engine) {
        this.engine = engine;
    }

    /** Lets a session see every command from now on. */
    public void add(Session session) {
        watching.add(session);
    }

    public boolean contains(Session session) {
        return !watching.isEmpty() && watching.contains(session);
    }

    void forget(Session session) {
        watching.remove(session);
    }

    /** Shows a call that has run; administrators' commands are not shown. */
    void show(Call call) {
        if (!call.command().spec().is(Flag.SKIP_MONITOR)
                && !call.command().spec().is(Flag.ADMIN)) {
            showNow(call);
        }
    }

    /** Shows a call before it runs: a script's, which is to stand before the calls that it makes. */
    public void showNow(Call call) {
        if (watching.isEmpty()) {
            return;
        }
        Reply line = Reply.simple(line(call));
        watching.forEach(session -> session.tell(line));
    }

    private String line(Call call) {
        long micros = engine.nowMicros();
        Session session = call.session();
        StringBuilder line = new StringBuilder()
                .append(micros / MICROS_A_SECOND)
                .append(String.format(Locale.ROOT, ".%06d [", micros % MICROS_A_SECOND))
                .append(session.database())
                .append(' ')
                .append(session.address())
                .append(']');
        for (int i = 0; i < call.argc(); i++) {
            line.append(' ');
            quote(Secrets.isSecret(call, i) ? Secrets.SHOWN : call.text(i), line);
        }
        return line.toString();
    }

    /** Quotes as sdscatrepr in Redis's sds.c does. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\n\r\t\u0007\b\\\"".indexOf(c);
            if (escape >= 0) {
                out.append('\\').append("nrtab\\\"".charAt(escape));
            } else if (c >= ' ' && c <= '~') {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        out.append('"');
    }
}
