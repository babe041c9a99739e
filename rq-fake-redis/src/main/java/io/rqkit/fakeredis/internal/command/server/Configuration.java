package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.engine.AppendOnlyFile;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Ports;
import io.rqkit.fakeredis.internal.engine.config.InvalidValueException;
import io.rqkit.fakeredis.internal.engine.config.Parameter;
import io.rqkit.fakeredis.internal.engine.config.Parameters;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** CONFIG. */
final class Configuration {
    private static final CommandException NO_FILE =
            new CommandException("ERR The server is running without a config file");

    private Configuration() {}

    /** A name is replied as it was asked for, a pattern's matches by their own names. */
    static Reply get(Call call) {
        Map<String, String> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 2; i < call.argc(); i++) {
            String asked = call.text(i);
            if (asked.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
                add(asked, call.config(), seen, found);
                continue;
            }
            for (String name : Parameters.names()) {
                if (Glob.matchesIgnoringCase(call.arg(i), name.getBytes(StandardCharsets.ISO_8859_1))) {
                    add(name, call.config(), seen, found);
                }
            }
        }
        List<Reply> pairs = new ArrayList<>();
        found.forEach((name, value) -> {
            pairs.add(latin1(name));
            pairs.add(latin1(value));
        });
        return new Reply.MapOf(pairs);
    }

    private static void add(String name, Config config, Set<String> seen, Map<String, String> found) {
        Parameter parameter = Parameters.find(name);
        if (parameter != null && seen.add(name.toLowerCase(Locale.ROOT))) {
            found.put(name, config.value(parameter));
        }
    }

    private static Reply latin1(String text) {
        return Reply.bulk(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** All values are read before the first is stored: all of them are set, or none. */
    static Reply set(Call call) {
        if (call.argc() % 2 != 0) {
            throw Errors.SYNTAX;
        }
        List<Parameter> parameters = parameters(call);
        Config config = call.config();
        Map<Parameter, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            String current = values.getOrDefault(parameter, config.value(parameter));
            try {
                values.put(parameter, parameter.read(call.text(2 * i + 3), current));
            } catch (InvalidValueException invalid) {
                throw failed(call.text(2 * i + 2).toLowerCase(Locale.ROOT), invalid.text());
            }
        }
        move(call, values);
        values.forEach(config::store);
        appendOnly(call);
        call.engine().configChanged();
        return Reply.OK;
    }

    /** Redis sets all and takes all back when a port or an address can't be had; here they come first. */
    private static void move(Call call, Map<Parameter, String> values) {
        Ports ports = Ports.of(call.engine());
        values.forEach((parameter, value) -> {
            if (parameter.name().equals("bind")) {
                try {
                    ports.tryAddresses(List.of(value.split(" ")));
                } catch (IOException notHere) {
                    throw failed("bind", "Failed to bind to specified addresses.");
                }
            }
        });
        values.forEach((parameter, value) -> {
            if (parameter.name().equals("port") || parameter.name().equals("tls-port")) {
                try {
                    ports.move(parameter.name(), Integer.parseInt(value));
                } catch (IOException taken) {
                    throw failed(parameter.name(), "Unable to listen on this port. Check server logs.");
                }
            }
        });
    }

    private static void appendOnly(Call call) {
        AppendOnlyFile file = AppendOnlyFile.of(call.engine());
        boolean wanted = call.config().value("appendonly").equals("yes");
        if (file.isOn() && !wanted) {
            file.stop();
        } else if (!file.isOn() && wanted) {
            try {
                file.start();
            } catch (IOException unwritable) {
                call.config().store(Objects.requireNonNull(Parameters.find("appendonly")), "no");
                throw failed("appendonly", "Unable to turn on AOF. Check server logs.");
            }
        }
    }

    private static List<Parameter> parameters(Call call) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 2; i < call.argc(); i += 2) {
            Parameter parameter = Parameters.find(call.text(i));
            if (parameter == null) {
                throw Errors.quoting("ERR Unknown option or number of arguments for CONFIG SET - '", call.arg(i), "'");
            }
            if (parameter.isImmutable()) {
                throw failed(call.text(i), "can't set immutable config");
            }
            if (parameter.isGuarded() && !call.config().allowsGuarded(call.session())) {
                throw failed(call.text(i), "can't set protected config");
            }
            if (!names.add(call.text(i).toLowerCase(Locale.ROOT))) {
                throw failed(call.text(i), "duplicate parameter");
            }
            parameters.add(Objects.requireNonNull(parameter));
        }
        return parameters;
    }

    private static CommandException failed(String name, String why) {
        return new CommandException("ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
    }

    static Reply resetStat(Call call) {
        call.engine().stats().reset();
        call.engine().snapshots().resetStats();
        call.engine().replication().resetStats();
        return Reply.OK;
    }

    /** There never is a file to rewrite. */
    static Reply rewrite(Call call) {
        throw NO_FILE;
    }

    static Reply help(Call call) {
        return call.help(
                "GET <pattern>",
                "    Return parameters matching the glob-like <pattern> and their values.",
                "SET <directive> <value>",
                "    Set the configuration <directive> to <value>.",
                "RESETSTAT",
                "    Reset statistics reported by the INFO command.",
                "REWRITE",
                "    Rewrite the configuration file.");
    }
}
