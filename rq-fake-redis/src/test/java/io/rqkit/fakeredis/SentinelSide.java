package io.rqkit.fakeredis;

import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of two systems under comparison: a master, replicas and sentinels, and how to say what they say without what is
 * different anywhere: addresses, ids and times.
 */
abstract class SentinelSide implements AutoCloseable {
    static final int REPLICAS = 2;
    static final int SENTINELS = 3;
    /** Fields whose values are times or hang on them. */
    private static final Set<String> TIMES = Set.of(
            "link-pending-commands",
            "last-ping-sent",
            "last-ok-ping-reply",
            "last-ping-reply",
            "s-down-time",
            "o-down-time",
            "info-refresh",
            "role-reported-time",
            "last-hello-message",
            "master-link-down-time",
            "slave-repl-offset");

    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{40}\\b");
    private final Map<String, String> names = new HashMap<>();

    /** Opens a connection to a sentinel. */
    abstract RespClient sentinel(int index);

    /** Opens a connection to a server, the first master being 0. */
    abstract RespClient server(int index);

    /** Kills a server. */
    abstract void kill(int index);

    /** Returns the port of a server. */
    abstract int port(int index);

    /** Returns the port of a sentinel. */
    abstract int sentinelPort(int index);

    /** Lets time pass. */
    abstract void pass(long millis);

    @Override
    public abstract void close();

    /** Takes notice of who is who. */
    final void learnNames() {
        for (int i = 0; i <= REPLICAS; i++) {
            names.put(Integer.toString(port(i)), i == 0 ? "PORT-OF-MASTER" : "PORT-OF-REPLICA");
        }
        for (int i = 0; i < SENTINELS; i++) {
            names.put(Integer.toString(sentinelPort(i)), i == 0 ? "PORT-OF-FIRST" : "PORT-OF-ANOTHER");
            try (RespClient client = sentinel(i)) {
                names.put(client.call("SENTINEL", "MYID").text(), "ID-OF-SENTINEL");
            }
        }
    }

    /** Sends a command to the first sentinel and returns the shape of its reply. */
    final String ask(String... command) {
        String[] real = java.util.Arrays.stream(command)
                .map(argument -> argument.equals("PORT") ? Integer.toString(port(0)) : argument)
                .toArray(String[]::new);
        try (RespClient client = sentinel(0)) {
            return shape(client.call(real));
        }
    }

    final String shape(RespValue reply) {
        List<RespValue> elements = reply.children();
        if (elements.isEmpty()) {
            return masked(reply.toString());
        }
        List<String> parts = new ArrayList<>();
        boolean isSet = elements.stream().allMatch(each -> each instanceof RespValue.Array);
        for (int i = 0; i < elements.size(); i++) {
            boolean isTime = i > 0 && TIMES.contains(elements.get(i - 1).text());
            parts.add(isTime ? "<time>" : shape(elements.get(i)));
        }
        // instances come in the order of a hash table
        return isSet
                ? parts.stream().sorted().collect(Collectors.joining("\n", "{\n", "\n}"))
                : parts.stream().collect(Collectors.joining(" ", "[", "]"));
    }

    final String masked(String text) {
        String said = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            said = said.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
        }
        Matcher id = ID.matcher(said);
        return id.replaceAll("<id>");
    }
}
