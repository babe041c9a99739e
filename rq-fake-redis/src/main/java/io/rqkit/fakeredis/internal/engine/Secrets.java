package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.engine.config.Parameter;
import io.rqkit.fakeredis.internal.engine.config.Parameters;
import java.util.Set;

/** The arguments that neither MONITOR nor SLOWLOG shows. */
final class Secrets {
    /** What stands in their place. */
    static final String SHOWN = "(redacted)";

    private static final Set<String> SECRETS = Set.of("requirepass", "masterauth", "masteruser");

    private Secrets() {}

    /** Says whether an argument is a password, or of a command that may have one. */
    static boolean isSecret(Call call, int index) {
        return switch (call.command().spec().fullName()) {
            case "auth" -> index > 0 && call.argc() <= 3;
            case "hello" -> follows("AUTH", call, index, 1) || follows("AUTH", call, index, 2);
            case "acl|setuser" -> index > 1;
            case "config|set" -> index > 2 && index % 2 == 1 && isSecretParameter(call.text(index - 1));
            case "migrate" ->
                follows("AUTH", call, index, 1) || follows("AUTH2", call, index, 1) || follows("AUTH2", call, index, 2);
            default -> false;
        };
    }

    private static boolean follows(String option, Call call, int index, int distance) {
        return index - distance > 0 && Args.is(call.arg(index - distance), option);
    }

    private static boolean isSecretParameter(String name) {
        Parameter parameter = Parameters.find(name);
        return parameter != null && SECRETS.contains(parameter.name());
    }
}
