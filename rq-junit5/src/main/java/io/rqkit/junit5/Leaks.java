package io.rqkit.junit5;

import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.fault.InjectedFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;

/** Looks for what a test left in a server. */
final class Leaks {
    private static final int MOST_SHOWN = 10;
    private static final int PATIENCE_MILLIS = 300;
    /** The end of a connection over a network is noticed by a thread or process of its own, which comes late on a busy machine. */
    private static final int PATIENCE_WITH_NETWORK_MILLIS = 2000;
    /** The server's end of a connection that has no network. */
    private static final String WITHOUT_NETWORK = "127.0.0.1:0";

    private static final int STEP_MILLIS = 5;

    private final Set<LeakCheck> checks;
    private final List<String> found = new ArrayList<>();

    Leaks(Set<LeakCheck> checks) {
        this.checks = checks;
    }

    /** Returns what was found, each with a first line of its own; may be empty. */
    List<String> found() {
        return found;
    }

    /** Tells whether connections are looked at. */
    boolean looksAtClients() {
        return checks.contains(LeakCheck.CONNECTIONS)
                || checks.contains(LeakCheck.BLOCKED_CLIENTS)
                || checks.contains(LeakCheck.SUBSCRIPTIONS);
    }

    /** Tells whether data are looked at. */
    boolean looksAtData() {
        return checks.contains(LeakCheck.KEYS) || checks.contains(LeakCheck.JOBS);
    }

    /** Looks for faults that never happened, and removes all. */
    void lookAtFaults(FakeRedis redis) {
        List<InjectedFault> unfired = redis.faults().unfired();
        redis.faults().clear();
        if (checks.contains(LeakCheck.FAULTS) && !unfired.isEmpty()) {
            List<String> lines = unfired.stream().map(InjectedFault::toString).toList();
            found.add("it injected " + some(lines.size(), "fault") + " that never happened:\n    " + shown(lines)
                    + "\n  See which commands it sent, or remove what it does not need.");
        }
    }

    /** Notes connections of the test's own clients that were never given back, on a server where others are connected. */
    void inUse(int count) {
        if (checks.contains(LeakCheck.CONNECTIONS)) {
            found.add("it never gave back " + some(count, "connection") + " of its client."
                    + " Close each pipeline, transaction and subscription that you open.");
        }
    }

    /** Looks at the clients whose ids are above one. Those that just closed may still be listed, and get some time. */
    void lookAtClients(Jedis jedis, long newerThan) {
        String own = Long.toString(jedis.clientId());
        List<Map<String, String>> left = clients(jedis, own, newerThan);
        for (int waited = 0; !left.isEmpty() && waited < patienceMillis(left); waited += STEP_MILLIS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
            left = clients(jedis, own, newerThan);
        }
        report(left, LeakCheck.BLOCKED_CLIENTS, "blocked client", "Close what waits there, such as a worker.");
        report(left, LeakCheck.SUBSCRIPTIONS, "subscription", "Unsubscribe, or close what listens.");
        report(left, LeakCheck.CONNECTIONS, "open connection", "Close each client and connection that you make.");
    }

    private static int patienceMillis(List<Map<String, String>> clients) {
        return clients.stream().allMatch(client -> WITHOUT_NETWORK.equals(client.get("laddr")))
                ? PATIENCE_MILLIS
                : PATIENCE_WITH_NETWORK_MILLIS;
    }

    private void report(List<Map<String, String>> clients, LeakCheck check, String what, String advice) {
        List<String> lines = clients.stream()
                .filter(client -> kind(client) == check)
                .map(Leaks::line)
                .toList();
        if (checks.contains(check) && !lines.isEmpty()) {
            found.add("it left " + some(lines.size(), what) + ":\n    " + shown(lines) + "\n  " + advice);
        }
    }

    private static List<Map<String, String>> clients(Jedis jedis, String own, long newerThan) {
        return jedis.clientList()
                .lines()
                .filter(line -> !line.isBlank())
                .map(Leaks::fields)
                .filter(client -> !client.getOrDefault("id", own).equals(own))
                .filter(client -> Long.parseLong(client.getOrDefault("id", "0")) > newerThan)
                .toList();
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    private static LeakCheck kind(Map<String, String> client) {
        boolean listens = List.of("sub", "psub", "ssub").stream()
                .anyMatch(kind -> !client.getOrDefault(kind, "0").equals("0"));
        if (listens) {
            return LeakCheck.SUBSCRIPTIONS;
        }
        return client.getOrDefault("flags", "").contains("b") ? LeakCheck.BLOCKED_CLIENTS : LeakCheck.CONNECTIONS;
    }

    private static String line(Map<String, String> client) {
        String name = client.getOrDefault("name", "");
        return "id=" + client.get("id") + (name.isEmpty() ? "" : " name=" + name) + " addr=" + client.get("addr")
                + ", last command " + client.get("cmd");
    }

    /** Looks at the keys and jobs of the connection's database. */
    void lookAtData(Jedis jedis) {
        if (checks.contains(LeakCheck.JOBS)) {
            lookAtJobs(jedis);
        }
        if (checks.contains(LeakCheck.KEYS)) {
            lookAtKeys(jedis);
        }
    }

    private void lookAtJobs(Jedis jedis) {
        List<String> lines = new ArrayList<>();
        for (String queueKey : new TreeSet<>(jedis.smembers(Keys.queues()))) {
            String queue = Keys.queueName(queueKey);
            add(lines, jedis.llen(queueKey), "waits", "wait", queue);
            add(lines, jedis.zcard(RegistryKey.STARTED.of(queue)), "runs", "run", queue);
            add(lines, jedis.zcard(RegistryKey.DEFERRED.of(queue)), "is deferred", "are deferred", queue);
            add(lines, jedis.zcard(RegistryKey.SCHEDULED.of(queue)), "is scheduled", "are scheduled", queue);
        }
        if (!lines.isEmpty()) {
            found.add("it left jobs:\n    " + shown(lines)
                    + "\n  Run them, for instance with Worker.burst(), or empty the queue.");
        }
    }

    private static void add(List<String> lines, long count, String one, String many, String queue) {
        if (count > 0) {
            lines.add(some(count, "job") + " " + (count == 1 ? one : many) + " in " + queue);
        }
    }

    private void lookAtKeys(Jedis jedis) {
        Set<String> keys = new TreeSet<>(jedis.keys("*"));
        Set<String> owned = owned(jedis, keys);
        List<String> lines = keys.stream()
                .filter(key -> !owned.contains(key) && jedis.ttl(key) == -1)
                .map(key -> key + ", a " + jedis.type(key))
                .toList();
        if (!lines.isEmpty()) {
            found.add("it left " + some(lines.size(), "key") + " that nobody owns and that never expire:\n    "
                    + shown(lines) + "\n  Give keys a TTL, or delete them.");
        }
    }

    // From queues, registries and workers on to the jobs that they name, and what belongs to these.
    private static Set<String> owned(Jedis jedis, Set<String> keys) {
        Set<String> owned = new HashSet<>();
        Set<String> ids = new TreeSet<>();
        for (String key : keys) {
            if (key.startsWith("rq:")
                    && !key.startsWith("rq:job:")
                    && !key.startsWith("rq:results:")
                    && !key.startsWith("rq:execution")) {
                owned.add(key);
                ids.addAll(members(jedis, key));
            }
        }
        for (String member : ids) {
            String id = member.contains(":") ? member.substring(0, member.indexOf(':')) : member;
            owned.addAll(List.of(Keys.job(id), Keys.results(id), Keys.executions(id)));
            owned.addAll(List.of(Keys.dependents(id), Keys.dependencies(id)));
            keys.stream().filter(key -> key.startsWith(Keys.execution(id, ""))).forEach(owned::add);
        }
        return owned;
    }

    private static List<String> members(Jedis jedis, String key) {
        return switch (jedis.type(key)) {
            case "list" -> jedis.lrange(key, 0, -1);
            case "zset" -> jedis.zrange(key, 0, -1);
            case "set" -> List.copyOf(jedis.smembers(key));
            default -> List.of();
        };
    }

    private static String shown(List<String> lines) {
        String text = String.join("\n    ", lines.subList(0, Math.min(MOST_SHOWN, lines.size())));
        return lines.size() <= MOST_SHOWN ? text : text + "\n    and " + (lines.size() - MOST_SHOWN) + " more";
    }

    private static String some(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
