package io.rqkit.fakeredis.internal.acl;

/** A rule that can't be applied. The message is what Redis says of it, without the rule. */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1;
    private final Kind kind;

    /** What is wrong with a rule. */
    public enum Kind {
        UNKNOWN_COMMAND("Unknown command or category name in ACL"),
        SYNTAX("Syntax error"),
        PATTERN_AFTER_ALL_KEYS("Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not"
                + " have any effect. Try 'resetkeys' to start with an empty list of patterns"),
        PATTERN_AFTER_ALL_CHANNELS("Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and"
                + " does not have any effect. Try 'resetchannels' to start with an empty list of channels"),
        NO_SUCH_PASSWORD("The password you are trying to remove from the user does not exist"),
        NOT_A_HASH("The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters"),
        FIRST_ARGUMENT_OF_SUBCOMMAND("Allowing first-arg of a subcommand is not supported");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    RuleException(Kind kind) {
        super(kind.text, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
