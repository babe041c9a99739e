package io.rqkit.fakeredis.internal.acl;

import io.rqkit.fakeredis.internal.command.CommandSpec;

/**
 * The channels among a command's arguments.
 *
 * @param last the index after the last of them
 * @param patterns whether they are patterns of channels
 */
record Channels(int first, int last, boolean patterns) {
    private static final Channels NONE = new Channels(0, 0, false);

    /** Finds them; to end a subscription nobody needs a permission. */
    static Channels of(CommandSpec spec, int argc) {
        return switch (spec.fullName()) {
            case "publish", "spublish" -> new Channels(1, Math.min(2, argc), false);
            case "subscribe", "ssubscribe" -> new Channels(1, argc, false);
            case "psubscribe" -> new Channels(1, argc, true);
            default -> NONE;
        };
    }
}
