package io.rqkit.fakeredis.internal.command.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Tracking;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CLIENT TRACKING, CACHING, GETREDIR and TRACKINGINFO. */
final class ClientTracking {
    private static final CommandException ONE_REDIRECTION =
            new CommandException("ERR A client can only redirect to a single other client");
    private static final CommandException NO_SUCH_CLIENT =
            new CommandException("ERR The client ID you want redirect to does not exist");
    private static final CommandException PREFIX_WITHOUT_BCAST =
            new CommandException("ERR PREFIX option requires BCAST mode to be enabled");
    private static final CommandException BCAST_SWITCHED =
            new CommandException("ERR You can't switch BCAST mode on/off before disabling tracking for this client,"
                    + " and then re-enabling it with a different mode.");
    private static final CommandException OPT_WITH_BCAST =
            new CommandException("ERR OPTIN and OPTOUT are not compatible with BCAST");
    private static final CommandException OPTIN_AND_OPTOUT =
            new CommandException("ERR You can't specify both OPTIN mode and OPTOUT mode");
    private static final CommandException OPT_SWITCHED =
            new CommandException("ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client,"
                    + " and then re-enabling it with a different mode.");
    private static final CommandException NOT_TRACKING =
            new CommandException("ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN"
                    + " or OPTOUT mode enabled");
    private static final CommandException YES_WITHOUT_OPTIN =
            new CommandException("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
    private static final CommandException NO_WITHOUT_OPTOUT =
            new CommandException("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");

    private long redirect;
    private boolean broadcasts;
    private boolean optIn;
    private boolean optOut;
    private boolean noLoop;
    private final List<String> prefixes = new ArrayList<>();

    private ClientTracking() {}

    static Reply tracking(Call call) {
        ClientTracking asked = new ClientTracking();
        Args args = call.args(3);
        while (args.hasNext()) {
            asked.parse(call, args);
        }
        if (call.argIs(2, "ON")) {
            asked.requireSound(call.session().tracking());
            call.engine()
                    .tracking()
                    .enable(
                            call.session(),
                            new Tracking.Options(
                                    asked.redirect,
                                    asked.broadcasts,
                                    asked.optIn,
                                    asked.optOut,
                                    asked.noLoop,
                                    asked.prefixes));
        } else if (call.argIs(2, "OFF")) {
            call.engine().tracking().disable(call.session());
        } else {
            throw Errors.SYNTAX;
        }
        return Reply.OK;
    }

    private void parse(Call call, Args args) {
        if (args.skip("REDIRECT", 1)) {
            if (redirect != 0) {
                throw ONE_REDIRECTION;
            }
            redirect = args.nextLong();
            if (call.engine().session(redirect) == null) {
                throw NO_SUCH_CLIENT;
            }
        } else if (args.skip("BCAST")) {
            broadcasts = true;
        } else if (args.skip("OPTIN")) {
            optIn = true;
        } else if (args.skip("OPTOUT")) {
            optOut = true;
        } else if (args.skip("NOLOOP")) {
            noLoop = true;
        } else if (args.skip("PREFIX", 1)) {
            prefixes.add(Args.latin1(args.next()));
        } else {
            throw Errors.SYNTAX;
        }
    }

    /** What is asked for must fit together, and what was asked for before. */
    private void requireSound(Tracking.@Nullable State before) {
        if (!broadcasts && !prefixes.isEmpty()) {
            throw PREFIX_WITHOUT_BCAST;
        }
        if (before != null && before.broadcasts() != broadcasts) {
            throw BCAST_SWITCHED;
        }
        if (broadcasts && (optIn || optOut)) {
            throw OPT_WITH_BCAST;
        }
        if (optIn && optOut) {
            throw OPTIN_AND_OPTOUT;
        }
        if (before != null && ((optIn && before.optOut()) || (optOut && before.optIn()))) {
            throw OPT_SWITCHED;
        }
        if (broadcasts) {
            requireApart(before == null ? Set.of() : before.prefixes());
        }
    }

    private void requireApart(Set<String> before) {
        for (int i = 0; i < prefixes.size(); i++) {
            for (String known : before) {
                requireApart(prefixes.get(i), "an existing prefix", known);
            }
            for (int j = i + 1; j < prefixes.size(); j++) {
                requireApart(prefixes.get(i), "another provided prefix", prefixes.get(j));
            }
        }
    }

    private static void requireApart(String prefix, String what, String other) {
        if (prefix.startsWith(other) || other.startsWith(prefix)) {
            throw new CommandException(Errors.oneLine("ERR Prefix '" + prefix + "' overlaps with " + what + " '" + other
                    + "'. Prefixes for a single client must not overlap."));
        }
    }

    static Reply caching(Call call) {
        Tracking.State state = call.session().tracking();
        if (state == null) {
            throw NOT_TRACKING;
        }
        if (call.argIs(2, "YES")) {
            if (!state.optIn()) {
                throw YES_WITHOUT_OPTIN;
            }
        } else if (call.argIs(2, "NO")) {
            if (!state.optOut()) {
                throw NO_WITHOUT_OPTOUT;
            }
        } else {
            throw Errors.SYNTAX;
        }
        state.cacheNext();
        return Reply.OK;
    }

    static Reply redirection(Call call) {
        Tracking.State state = call.session().tracking();
        return Reply.of(state == null ? -1 : state.redirect());
    }

    static Reply info(Call call) {
        Tracking.State state = call.session().tracking();
        List<Reply> flags = new ArrayList<>();
        add(true, state == null ? "off" : "on", flags);
        if (state != null) {
            add(state.broadcasts(), "bcast", flags);
            add(state.optIn(), "optin", flags);
            add(state.optIn() && state.caching(), "caching-yes", flags);
            add(state.optOut(), "optout", flags);
            add(state.optOut() && state.caching(), "caching-no", flags);
            add(state.noLoop(), "noloop", flags);
            add(state.isRedirectBroken(), "broken_redirect", flags);
        }
        List<Reply> prefixes = state == null
                ? List.of()
                : state.prefixes().stream()
                        .map(prefix -> Reply.bulk(prefix.getBytes(ISO_8859_1)))
                        .toList();
        return new Reply.MapOf(List.of(
                Reply.bulk("flags"),
                new Reply.SetOf(flags),
                Reply.bulk("redirect"),
                redirection(call),
                Reply.bulk("prefixes"),
                Reply.array(prefixes)));
    }

    private static void add(boolean applies, String flag, List<Reply> flags) {
        if (applies) {
            flags.add(Reply.bulk(flag));
        }
    }
}
