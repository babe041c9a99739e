package io.rqkit.fakeredis.internal.engine;

import java.util.Set;

/** What INFO tells of a server of another kind: a part of its engine. */
public interface OwnInfo {
    /** Returns the kind, as redis_mode has it. */
    String mode();

    /** Returns which sections of all servers it has, in lower case. */
    Set<String> sections();

    /** Returns the name of its own section, as it is shown. */
    String name();

    /** Returns the lines of its own section. */
    String text();
}
