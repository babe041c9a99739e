package io.rqkit.core.internal.settings;

import io.rqkit.core.MasterNotFoundException;
import io.rqkit.core.MasterNotFoundException.Reason;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks sentinels where a master is, one after the other, until more than half of all name the same server or all were asked.
 * Serves once.
 */
final class Inquiry {
    private final List<Address> sentinels;
    private final String masterName;
    private final Function<Address, Jedis> opener;
    private final boolean byTls;
    private final Map<HostAndPort, List<Address>> answers = new LinkedHashMap<>();
    private final Map<Address, JedisException> failures = new LinkedHashMap<>();
    private final List<Address> ignorant = new ArrayList<>();

    Inquiry(List<Address> sentinels, Function<Address, Jedis> opener, String masterName, boolean byTls) {
        this.sentinels = sentinels;
        this.opener = opener;
        this.masterName = masterName;
        this.byTls = byTls;
    }

    /**
     * Returns the servers that were named, the one with most votes first; at least one.
     *
     * @throws MasterNotFoundException when no sentinel named any
     */
    List<HostAndPort> ask() {
        for (Address sentinel : sentinels) {
            ask(sentinel);
            if (answers.values().stream().anyMatch(voters -> voters.size() > sentinels.size() / 2)) {
                break;
            }
        }
        if (answers.isEmpty()) {
            throw nothing();
        }
        return answers.entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue().size()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void ask(Address sentinel) {
        try (Jedis jedis = opener.apply(sentinel)) {
            List<String> named = jedis.sentinelGetMasterAddrByName(masterName);
            if (named == null || named.size() < 2) {
                ignorant.add(sentinel);
            } else {
                HostAndPort server = new HostAndPort(named.get(0), Integer.parseInt(named.get(1)));
                answers.computeIfAbsent(server, any -> new ArrayList<>()).add(sentinel);
            }
        } catch (JedisException failure) {
            failures.put(sentinel, failure);
        }
    }

    /** Says whether more sentinels named a server than named all others. */
    boolean isMajority(HostAndPort server) {
        int all = answers.values().stream().mapToInt(List::size).sum();
        return 2 * answers.getOrDefault(server, List.of()).size() > all;
    }

    /** Says who named what. */
    String votes() {
        List<String> all = new ArrayList<>();
        answers.forEach(
                (server, voters) -> all.add(text(voters) + " say" + (voters.size() == 1 ? "s " : " ") + server));
        return String.join(", ", all);
    }

    private static String text(Iterable<Address> sentinels) {
        List<String> names = new ArrayList<>();
        sentinels.forEach(each -> names.add(each.toString()));
        return String.join(" and ", names);
    }

    private MasterNotFoundException nothing() {
        if (!ignorant.isEmpty()) {
            return failed(
                    Reason.UNKNOWN_NAME,
                    "No master is known by the name '" + masterName + "' to the sentinel" + plural(ignorant.size())
                            + " " + text(ignorant) + ".");
        }
        List<Address> refusing = failing(Reason.REFUSED_BY_SENTINEL);
        if (!refusing.isEmpty()) {
            return failed(
                    Reason.REFUSED_BY_SENTINEL,
                    "The user or password was refused by the sentinel" + plural(refusing.size()) + " " + text(refusing)
                            + ".");
        }
        List<Address> foreign = failing(Reason.TLS);
        if (!foreign.isEmpty()) {
            return failed(
                    Reason.TLS,
                    "TLS could not be agreed on with the sentinel" + plural(foreign.size()) + " " + text(foreign)
                            + ".");
        }
        return failed(Reason.NO_SENTINEL, "No sentinel answers, of " + text(sentinels) + ".");
    }

    private List<Address> failing(Reason reason) {
        return failures.entrySet().stream()
                .filter(each -> kind(each.getValue()) == reason)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Reason kind(JedisException failure) {
        if (Trouble.isRefusal(failure)) {
            return Reason.REFUSED_BY_SENTINEL;
        }
        // a server without TLS may take the greeting for the beginning of a long command, and wait
        boolean isSilent = byTls && Trouble.find(failure, SocketTimeoutException.class::isInstance) != null;
        return isSilent || Trouble.isTls(failure) ? Reason.TLS : Reason.NO_SENTINEL;
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }

    private MasterNotFoundException failed(Reason reason, String message) {
        MasterNotFoundException failed = new MasterNotFoundException(reason, message, null);
        failures.values().forEach(failed::addSuppressed);
        return failed;
    }
}
