package io.rqkit.fakeredis.internal.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rqkit.fakeredis.internal.acl.RuleException.Kind;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user: passwords, flags and selectors, of which the first is the root that rules outside parentheses change. */
public final class User {
    private static final int HASH_LENGTH = 64;
    private static final String SANITIZE = "sanitize-payload";
    private static final String SKIP_SANITIZE = "skip-sanitize-payload";
    private final String name;
    private final Commands commands;
    private final boolean allChannelsByDefault;
    private final List<String> passwords = new ArrayList<>(1);
    private final List<Selector> selectors = new ArrayList<>(1);
    private boolean enabled;
    private boolean noPassword;
    /** The flag on RESTORE payloads that was set last, or null before. */
    private @Nullable String sanitize;

    private boolean unrestricted;

    /** Creates a user who may do nothing. */
    User(String name, Commands commands, boolean allChannelsByDefault) {
        this.name = name;
        this.commands = commands;
        this.allChannelsByDefault = allChannelsByDefault;
        selectors.add(new Selector(commands, allChannelsByDefault));
    }

    public String name() {
        return name;
    }

    /** Says whether the user may log in. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Says whether any password will do. */
    public boolean needsNoPassword() {
        return noPassword;
    }

    /** Says whether the root selector allows everything, so that nothing needs to be checked. */
    public boolean isUnrestricted() {
        return unrestricted;
    }

    /** Returns the SHA-256 hashes of all passwords. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    Selector root() {
        return selectors.get(0);
    }

    List<Selector> selectors() {
        return selectors;
    }

    /** Takes over everything but the name. */
    void become(User other) {
        passwords.clear();
        passwords.addAll(other.passwords);
        selectors.clear();
        other.selectors.forEach(selector -> selectors.add(new Selector(selector)));
        enabled = other.enabled;
        noPassword = other.noPassword;
        sanitize = other.sanitize;
        unrestricted = other.unrestricted;
    }

    /** Applies one rule; a selector is one rule, parentheses included. */
    void apply(String rule) throws RuleException {
        if (rule.isEmpty()) {
            return;
        }
        switch (rule.toLowerCase(Locale.ROOT)) {
            case "on" -> enabled = true;
            case "off" -> enabled = false;
            case SKIP_SANITIZE -> sanitize = SKIP_SANITIZE;
            case SANITIZE -> sanitize = SANITIZE;
            case "nopass" -> setNoPassword(true);
            case "resetpass" -> setNoPassword(false);
            case "clearselectors" -> selectors.subList(1, selectors.size()).clear();
            case "reset" -> reset();
            default -> applyOther(rule);
        }
        unrestricted = root().isUnrestricted();
    }

    private void setNoPassword(boolean yes) {
        noPassword = yes;
        passwords.clear();
    }

    private void reset() throws RuleException {
        setNoPassword(false);
        root().apply("resetkeys");
        root().apply(allChannelsByDefault ? "allchannels" : "resetchannels");
        enabled = false;
        sanitize = SANITIZE;
        selectors.subList(1, selectors.size()).clear();
        root().apply("-@all");
    }

    private void applyOther(String rule) throws RuleException {
        String rest = rule.substring(1);
        switch (rule.charAt(0)) {
            case '>' -> addPassword(hash(rest));
            case '#' -> addPassword(requireHash(rest));
            case '<' -> removePassword(hash(rest));
            case '!' -> removePassword(requireHash(rest));
            case '(' -> addSelector(rule);
            default -> root().apply(rule);
        }
    }

    private void addPassword(String hash) {
        if (!passwords.contains(hash)) {
            passwords.add(hash);
        }
        noPassword = false;
    }

    private void removePassword(String hash) throws RuleException {
        if (!passwords.remove(hash)) {
            throw new RuleException(Kind.NO_SUCH_PASSWORD);
        }
    }

    private void addSelector(String rule) throws RuleException {
        if (!rule.endsWith(")")) {
            throw new RuleException(Kind.SYNTAX);
        }
        Selector selector = new Selector(commands, allChannelsByDefault);
        String inner = rule.length() < 2 ? "" : rule.substring(1, rule.length() - 1);
        for (String each : inner.strip().split("\\s+")) {
            if (!each.isEmpty()) {
                selector.apply(each);
            }
        }
        selectors.add(selector);
    }

    private static String requireHash(String text) throws RuleException {
        if (text.length() != HASH_LENGTH
                || !text.chars().allMatch(c -> (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9'))) {
            throw new RuleException(Kind.NOT_A_HASH);
        }
        return text;
    }

    private static String hash(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says whether the user may log in with a password. */
    boolean accepts(String password) {
        return enabled && (noPassword || passwords.contains(hash(password)));
    }

    /** Returns why a call is denied, or null when any selector allows all of it. */
    public @Nullable Denial check(CommandSpec spec, byte[][] argv) {
        if (unrestricted) {
            return null;
        }
        Denial relevant = new Denial(Denial.Reason.COMMAND, 0);
        for (Selector selector : selectors) {
            Denial denial = selector.check(spec, argv);
            if (denial == null) {
                return null;
            }
            int order = denial.reason().compareTo(relevant.reason());
            if (order > 0 || (order == 0 && denial.argument() > relevant.argument())) {
                relevant = denial;
            }
        }
        return relevant;
    }

    /** Says whether a selector that allows a call also lets it read every key, whatever its name. */
    public boolean readsEveryKey(CommandSpec spec, byte[][] argv) {
        return unrestricted
                || selectors.stream()
                        .anyMatch(selector -> selector.check(spec, argv) == null && selector.readsEveryKey());
    }

    /** Says whether a subscription made earlier is still allowed. */
    boolean mayListen(byte[] channel, boolean isPattern) {
        return selectors.stream()
                .anyMatch(selector ->
                        selector.hasAllChannels() || Selector.matches(selector.channels(), channel, isPattern));
    }

    /** Says whether everything that {@code before} could listen to may still be listened to, by its rules alone. */
    boolean listensAtLeastAs(User before) {
        if (selectors.stream().anyMatch(Selector::hasAllChannels)) {
            return true;
        }
        return before.selectors.stream()
                .allMatch(old -> !old.hasAllChannels()
                        && selectors.stream()
                                .flatMap(selector -> selector.channels().stream())
                                .toList()
                                .containsAll(old.channels()));
    }

    /** Returns the flags in the order in which ACL GETUSER lists them. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        flags.add(enabled ? "on" : "off");
        if (noPassword) {
            flags.add("nopass");
        }
        if (sanitize != null) {
            flags.add(sanitize);
        }
        return flags;
    }

    /** A selector's permissions as rules. */
    public record Rules(String commands, String keys, String channels) {}

    /** Returns the root selector's permissions. */
    public Rules rootRules() {
        return rules(root());
    }

    /** Returns the permissions of the selectors beside the root. */
    public List<Rules> selectorRules() {
        return selectors.stream().skip(1).map(this::rules).toList();
    }

    private Rules rules(Selector selector) {
        return new Rules(
                Description.commands(commands, selector), Description.keys(selector), Description.channels(selector));
    }

    /** Returns the user as a line of an ACL file. */
    public String describe() {
        StringBuilder line = new StringBuilder("user ").append(name);
        flags().forEach(flag -> line.append(' ').append(flag));
        passwords.forEach(hash -> line.append(" #").append(hash));
        line.append(' ').append(Description.all(commands, root()));
        selectors.stream()
                .skip(1)
                .forEach(selector -> line.append(" (")
                        .append(Description.all(commands, selector))
                        .append(')'));
        return line.toString();
    }
}
