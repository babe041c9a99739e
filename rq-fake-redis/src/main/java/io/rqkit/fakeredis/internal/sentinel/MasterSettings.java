package io.rqkit.fakeredis.internal.sentinel;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import java.util.Locale;

/**
 * SENTINEL SET: parameters of a master, of which those before a wrong one are set. Users, passwords and names of commands are
 * taken and have no effect: this sentinel reaches its servers without. Follows sentinelSetCommand in sentinel.c.
 */
final class MasterSettings {
    private static final CommandException SCRIPTS_DENIED =
            new CommandException("ERR Reconfiguration of scripts path is denied for security reasons. Check the"
                    + " deny-scripts-reconfig configuration directive in your Sentinel configuration");
    private final Sentinel sentinel;
    private final MasterView view;

    MasterSettings(Sentinel sentinel, MasterView view) {
        this.sentinel = sentinel;
        this.view = view;
    }

    /** Sets all, and tells of each. */
    void set(Args options) {
        while (options.hasNext()) {
            byte[] option = options.next();
            String name = Args.latin1(option);
            boolean isRenaming = name.equalsIgnoreCase("rename-command");
            if (options.remaining() < (isRenaming ? 2 : 1)) {
                throw unknown(option);
            }
            byte[] value = options.next();
            if (isRenaming) {
                byte[] newName = options.next();
                requireName(name, value);
                requireName(name, newName);
                tell(name, Args.latin1(value) + " " + Args.latin1(newName));
            } else {
                set(option, name.toLowerCase(Locale.ROOT), value);
                tell(name, name.equalsIgnoreCase("auth-pass") ? "******" : Args.latin1(value));
            }
        }
    }

    private void tell(String option, String value) {
        sentinel.tell("+set", view, view.master, " " + option + " " + value);
    }

    private static void requireName(String option, byte[] name) {
        if (name.length == 0) {
            throw invalid(option, name);
        }
    }

    private void set(byte[] option, String name, byte[] value) {
        switch (name) {
            case "down-after-milliseconds" -> view.downAfterMillis = atLeast(1, option, value);
            case "failover-timeout" -> view.failoverTimeoutMillis = atLeast(1, option, value);
            case "parallel-syncs" -> view.parallelSyncs = (int) atLeast(1, option, value);
            case "quorum" -> view.quorum = (int) atLeast(1, option, value);
            case "master-reboot-down-after-period" -> atLeast(0, option, value);
            case "notification-script", "client-reconfig-script" -> throw SCRIPTS_DENIED;
            case "auth-pass", "auth-user" -> reconnect();
            default -> throw unknown(option);
        }
    }

    /** Connections are made anew with other credentials, which shows until the next look. */
    private void reconnect() {
        view.master.disconnected = true;
        view.replicas().values().forEach(replica -> replica.disconnected = true);
    }

    private static long atLeast(long least, byte[] option, byte[] value) {
        CommandException invalid = invalid(Args.latin1(option), value);
        long number = Numbers.parseLong(value, invalid);
        if (number < least) {
            throw invalid;
        }
        return number;
    }

    private static CommandException unknown(byte[] option) {
        return Errors.quoting("ERR Unknown option or number of arguments for SENTINEL SET '", option, "'");
    }

    private static CommandException invalid(String option, byte[] value) {
        return Errors.quoting("ERR Invalid argument '", value, "' for SENTINEL SET '" + option + "'");
    }
}
