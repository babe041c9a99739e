package io.rqkit.fakeredis.internal.acl;

/**
 * Why a user may not run a call.
 *
 * @param argument the index of the key or channel that stands in the way; 0 when the command does
 */
public record Denial(Reason reason, int argument) {
    /** What is denied, by rising weight: of several selectors the one that came furthest says why. */
    public enum Reason {
        COMMAND("command"),
        KEY("key"),
        AUTH("auth"),
        CHANNEL("channel");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the reason as ACL LOG prints it. */
        public String wireName() {
            return wireName;
        }
    }

    /** Returns the error that a client gets. */
    public String error(String command) {
        return switch (reason) {
            case COMMAND -> "NOPERM this user has no permissions to run the '" + command + "' command";
            case KEY -> "NOPERM this user has no permissions to access one of the keys used as arguments";
            case CHANNEL -> "NOPERM this user has no permissions to access one of the channels used as arguments";
            case AUTH -> throw new IllegalStateException("Nobody is denied a command for a wrong password");
        };
    }

    /** Returns the error of a queued command that was still allowed when it was queued. */
    public String errorAtExec() {
        return "NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call. This"
                + " command is no longer allowed for the following reason: "
                + switch (reason) {
                    case COMMAND -> "no permission to execute the command or subcommand";
                    case KEY -> "no permission to touch the specified keys";
                    case CHANNEL -> "no permission to access one of the channels used as arguments";
                    case AUTH -> "no permission";
                };
    }

    /** Returns what a script is told. */
    public String errorInScript() {
        return "The user executing the script "
                + switch (reason) {
                    case COMMAND -> "can't run this command or subcommand";
                    case KEY -> "can't access at least one of the keys mentioned in the command arguments";
                    case CHANNEL -> "can't publish to the channel mentioned in the command";
                    case AUTH -> "lacking the permissions for the command";
                };
    }
}
