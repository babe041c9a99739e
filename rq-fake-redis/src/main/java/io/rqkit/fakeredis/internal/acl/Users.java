package io.rqkit.fakeredis.internal.acl;

import io.rqkit.fakeredis.internal.command.Category;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All users by name. There is always one called {@code default}. */
public final class Users {
    /** The user of a client that did not say who it is. */
    public static final String DEFAULT = "default";

    private final Commands commands;
    private final BooleanSupplier allChannelsByDefault;
    private final User defaultUser;
    private TreeMap<String, User> byName = new TreeMap<>();

    /** Creates the users of a new server. */
    public Users(Commands commands, BooleanSupplier allChannelsByDefault) {
        this.commands = commands;
        this.allChannelsByDefault = allChannelsByDefault;
        this.defaultUser = newDefault();
        byName.put(DEFAULT, defaultUser);
    }

    private User newDefault() {
        User user = newUser(DEFAULT);
        try {
            for (String rule : List.of("+@all", "~*", "&*", "on", "nopass")) {
                user.apply(rule);
            }
        } catch (RuleException impossible) {
            throw new IllegalStateException(impossible);
        }
        return user;
    }

    private User newUser(String name) {
        return new User(name, commands, allChannelsByDefault.getAsBoolean());
    }

    public User defaultUser() {
        return defaultUser;
    }

    /** Returns the user of that name, or null. */
    public @Nullable User find(String name) {
        return byName.get(name);
    }

    /** Returns all users, by name. */
    public Collection<User> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Returns the user who may log in with these, or null. */
    public @Nullable User authenticate(String name, String password) {
        User user = byName.get(name);
        return user != null && user.accepts(password) ? user : null;
    }

    /** Sets the default user's only password, as requirepass does; an empty one takes the need for it away. */
    public void defaultPassword(String password) {
        try {
            defaultUser.apply("resetpass");
            defaultUser.apply(password.isEmpty() ? "nopass" : ">" + password);
        } catch (RuleException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What changing a user has come to: who it was and who it is. */
    public record Change(User user, User before) {
        /** Says whether nobody need be disconnected for a channel that is no longer allowed. */
        public boolean listensAtLeastAsBefore() {
            return user.listensAtLeastAs(before);
        }

        /** Says whether a subscription made earlier is still allowed. */
        public boolean mayListen(byte[] channel, boolean isPattern) {
            return user.mayListen(channel, isPattern);
        }
    }

    /**
     * Creates or changes a user: all rules, or none when one is wrong.
     *
     * @throws IllegalArgumentException with what Redis answers, without its code
     */
    public Change set(String name, List<String> rules) {
        User before = newUser(name);
        User known = byName.get(name);
        if (known != null) {
            before.become(known);
        }
        User after = newUser(name);
        after.become(before);
        for (String rule : merge(rules)) {
            try {
                after.apply(rule);
            } catch (RuleException wrong) {
                throw new IllegalArgumentException(
                        "Error in ACL SETUSER modifier '" + rule + "': " + wrong.getMessage());
            }
        }
        User user = known == null ? newUser(name) : known;
        user.become(after);
        byName.put(name, user);
        return new Change(user, before);
    }

    /** Removes a user and returns who it was, or null. */
    public @Nullable User remove(String name) {
        return byName.remove(name);
    }

    /**
     * Replaces all users by those of an ACL file's lines; the default user stays the same object.
     *
     * @param fileName how messages name the file
     * @return the users who are there no more
     * @throws IllegalArgumentException with all that is wrong, in which case nothing has changed
     */
    public List<User> load(String fileName, List<String> lines) {
        TreeMap<String, User> loaded = new TreeMap<>();
        StringBuilder errors = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                loadLine(fileName + ":" + (i + 1), line, loaded, errors);
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors
                    + "WARNING: ACL errors detected, no change to the previously active ACL rules was performed");
        }
        User newDefault = loaded.get(DEFAULT);
        defaultUser.become(newDefault == null ? newDefault() : newDefault);
        loaded.put(DEFAULT, defaultUser);
        List<User> gone = new ArrayList<>(byName.values());
        gone.remove(defaultUser);
        byName = loaded;
        return gone;
    }

    private void loadLine(String place, String line, TreeMap<String, User> loaded, StringBuilder errors) {
        List<String> words = List.of(line.split(" ", -1));
        if (!words.get(0).equals("user") || words.size() < 2) {
            errors.append(place).append(" should start with user keyword followed by the username. ");
            return;
        }
        String name = words.get(1);
        if (hasSpaces(name)) {
            errors.append('\'').append(place).append(": username '").append(name);
            errors.append("' contains invalid characters. ");
            return;
        }
        if (loaded.containsKey(name)) {
            String number = place.substring(place.lastIndexOf(':') + 1);
            errors.append("WARNING: Duplicate user '").append(name).append("' found on line ");
            errors.append(number).append(". ");
            return;
        }
        User user = newUser(name);
        loaded.put(name, user);
        List<String> rules;
        try {
            rules = merge(words.subList(2, words.size()));
        } catch (IllegalArgumentException unmatched) {
            errors.append(place).append(": Unmatched parenthesis in selector definition.");
            return;
        }
        applyAll(user, rules, place, errors);
    }

    /** Every unknown command is told of, of other mistakes the first. */
    private static void applyAll(User user, List<String> rules, String place, StringBuilder errors) {
        boolean told = false;
        for (String rule : rules) {
            try {
                user.apply(rule.strip());
            } catch (RuleException wrong) {
                if (wrong.kind() == RuleException.Kind.UNKNOWN_COMMAND) {
                    errors.append(place)
                            .append(": Error in applying operation '")
                            .append(rule.strip());
                    errors.append("': ").append(wrong.getMessage()).append(". ");
                } else if (!told) {
                    errors.append(place).append(": ").append(wrong.getMessage()).append(". ");
                    told = true;
                }
            }
        }
    }

    /** A selector may have come as several words; they become one. */
    private static List<String> merge(List<String> rules) {
        List<String> merged = new ArrayList<>(rules.size());
        StringBuilder selector = null;
        String start = "";
        for (String rule : rules) {
            if (selector == null && rule.startsWith("(") && !rule.endsWith(")")) {
                selector = new StringBuilder(rule);
                start = rule;
            } else if (selector == null) {
                merged.add(rule);
            } else {
                selector.append(' ').append(rule);
                if (rule.endsWith(")")) {
                    merged.add(selector.toString());
                    selector = null;
                }
            }
        }
        if (selector != null) {
            throw new IllegalArgumentException("Unmatched parenthesis in acl selector starting at '" + start + "'.");
        }
        return merged;
    }

    /** Returns the category of that name in any case of letters, or null. */
    public static @Nullable Category category(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Category category : Category.values()) {
            if (category.wireName().equals(wanted)) {
                return category;
            }
        }
        return null;
    }

    /** Says whether a name or pattern holds what would break a line of an ACL file. */
    public static boolean hasSpaces(String text) {
        return text.chars().anyMatch(c -> c == 0 || c == ' ' || (c >= '\t' && c <= '\r'));
    }
}
