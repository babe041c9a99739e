package io.rqkit.fakeredis.internal.command.sentinel;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SENTINEL CONFIG and DEBUG: settings of a sentinel, which are kept and have no effect here. */
final class SentinelSettings {
    private static final CommandException ONLY_GET_AND_SET =
            new CommandException("ERR Only SENTINEL CONFIG GET <option> / SET <option> <value> are supported.");
    private static final CommandException NO_NUMBER = new CommandException("ERR not a number");
    private static final int MAX_PORT = 65_535;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, Long> times = new LinkedHashMap<>();

    private SentinelSettings() {
        parameters.put("resolve-hostnames", "no");
        parameters.put("announce-hostnames", "no");
        parameters.put("announce-ip", "");
        parameters.put("announce-port", "0");
        parameters.put("sentinel-user", "");
        parameters.put("sentinel-pass", "");
        times.put("INFO-PERIOD", 10_000L);
        times.put("PING-PERIOD", 1_000L);
        times.put("ASK-PERIOD", 1_000L);
        times.put("PUBLISH-PERIOD", 2_000L);
        times.put("DEFAULT-DOWN-AFTER", 30_000L);
        times.put("DEFAULT-FAILOVER-TIMEOUT", 180_000L);
        times.put("TILT-TRIGGER", 2_000L);
        times.put("TILT-PERIOD", 30_000L);
        times.put("SLAVE-RECONF-TIMEOUT", 10_000L);
        times.put("MIN-LINK-RECONNECT-PERIOD", 15_000L);
        times.put("ELECTION-TIMEOUT", 10_000L);
        times.put("SCRIPT-MAX-RUNTIME", 60_000L);
        times.put("SCRIPT-RETRY-DELAY", 30_000L);
    }

    private static SentinelSettings of(Call call) {
        return call.engine().part(SentinelSettings.class, any -> new SentinelSettings());
    }

    static Reply config(Call call) {
        SentinelSettings settings = of(call);
        if (call.argIs(2, "SET") && call.argc() == 5) {
            return settings.set(call);
        }
        if (call.argIs(2, "GET") && call.argc() == 4) {
            List<Reply> found = new ArrayList<>();
            settings.parameters.forEach((name, value) -> {
                if (Glob.matchesIgnoringCase(call.arg(3), name.getBytes(StandardCharsets.ISO_8859_1))) {
                    found.add(Reply.bulk(name));
                    found.add(Reply.bulk(value));
                }
            });
            return new Reply.MapOf(found);
        }
        throw ONLY_GET_AND_SET;
    }

    private Reply set(Call call) {
        String name = call.text(3).toLowerCase(Locale.ROOT);
        String current = parameters.get(name);
        if (current == null) {
            throw Errors.quoting("ERR Invalid argument '", call.arg(3), "' to SENTINEL CONFIG SET");
        }
        boolean valid = switch (name) {
            case "resolve-hostnames", "announce-hostnames" -> call.argIs(4, "YES") || call.argIs(4, "NO");
            case "announce-port" -> isPort(call.arg(4));
            default -> true;
        };
        if (!valid) {
            throw Errors.quoting("ERR Invalid value '", call.arg(4), "' to SENTINEL CONFIG SET '" + call.text(3) + "'");
        }
        parameters.put(name, call.text(4));
        return Reply.OK;
    }

    private static boolean isPort(byte[] text) {
        try {
            long port = Numbers.parseLong(text, NO_NUMBER);
            return port >= 0 && port <= MAX_PORT;
        } catch (CommandException notANumber) {
            return false;
        }
    }

    static Reply debug(Call call) {
        SentinelSettings settings = of(call);
        if (call.argc() == 2) {
            List<Reply> all = new ArrayList<>();
            settings.times.forEach((name, millis) -> {
                all.add(Reply.bulk(name));
                all.add(Reply.bulk(Long.toString(millis)));
            });
            return new Reply.MapOf(all);
        }
        for (int i = 2; i < call.argc(); i += 2) {
            String name = call.text(i).toUpperCase(Locale.ROOT);
            if (!settings.times.containsKey(name) || i + 1 == call.argc()) {
                throw Errors.quoting(
                        "ERR Unknown option or number of arguments for SENTINEL DEBUG '", call.arg(i), "'");
            }
            CommandException bad = Errors.quoting(
                    "ERR Invalid argument '", call.arg(i + 1), "' for SENTINEL DEBUG '" + call.text(i) + "'");
            long millis = Numbers.parseLong(call.arg(i + 1), bad);
            if (millis <= 0) {
                throw bad;
            }
            settings.times.put(name, millis);
        }
        return Reply.OK;
    }
}
