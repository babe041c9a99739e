package io.rqkit.fakeredis.record;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands that the server received, in the order of their arrival: all that are still kept, or those that were asked for.
 *
 * <pre>{@code
 * redis.commands().named("SET").onKey("user:*").from("web-1").size();
 * }</pre>
 *
 * <p>Immutable: it does not grow when more commands arrive.
 */
public final class RecordedCommands implements Iterable<RecordedCommand> {
    private final List<RecordedCommand> commands;

    /** Creates a list of commands in the order given. */
    public RecordedCommands(List<RecordedCommand> commands) {
        this.commands = List.copyOf(commands);
    }

    /** Returns those with one of these names, in any case of letters; a subcommand as {@code "config get"}. */
    public RecordedCommands named(String... names) {
        return where(command -> Stream.of(names).anyMatch(command::isNamed));
    }

    /** Returns those with a key that matches a pattern as KEYS takes it, such as {@code "user:*"}. */
    public RecordedCommands onKey(String pattern) {
        Predicate<String> matches = KeyPattern.of(pattern);
        return where(command -> command.keys().stream().anyMatch(matches));
    }

    /** Returns those of clients whose name, as set by CLIENT SETNAME, matches a pattern. */
    public RecordedCommands from(String clientName) {
        Predicate<String> matches = KeyPattern.of(clientName);
        return where(command -> matches.test(command.client().name()));
    }

    /** Returns those of the client with this number, as CLIENT ID answers it. */
    public RecordedCommands from(long clientId) {
        return where(command -> command.client().id() == clientId);
    }

    /** Returns those that came while this database was selected. */
    public RecordedCommands inDatabase(int index) {
        return where(command -> command.database() == index);
    }

    /** Returns those that came after {@code other}. */
    public RecordedCommands after(RecordedCommand other) {
        return where(command -> command.number() > other.number());
    }

    /** Returns those that came before {@code other}. */
    public RecordedCommands before(RecordedCommand other) {
        return where(command -> command.number() < other.number());
    }

    /** Returns those that clients sent themselves; those that scripts called are left out. */
    public RecordedCommands sentByClients() {
        return where(command -> !command.isInScript());
    }

    /** Returns those that scripts and functions called. */
    public RecordedCommands calledByScripts() {
        return where(RecordedCommand::isInScript);
    }

    /** Returns those that were answered with an error. */
    public RecordedCommands failed() {
        return where(RecordedCommand::isError);
    }

    /** Returns those that fulfil a condition. */
    public RecordedCommands where(Predicate<? super RecordedCommand> condition) {
        return new RecordedCommands(commands.stream().filter(condition).toList());
    }

    /** Returns the last {@code count} of them, or all when there are fewer. */
    public RecordedCommands last(int count) {
        return new RecordedCommands(commands.subList(Math.max(0, commands.size() - count), commands.size()));
    }

    /** Returns the first one. */
    public Optional<RecordedCommand> first() {
        return commands.stream().findFirst();
    }

    /** Returns the last one. */
    public Optional<RecordedCommand> last() {
        return commands.isEmpty() ? Optional.empty() : Optional.of(commands.get(commands.size() - 1));
    }

    /**
     * Returns how often a client sent something and then waited for the answer, added up over all clients. A pipeline or
     * transaction that was sent at once counts as one. Over TCP what arrives in one piece counts as sent at once.
     */
    public int roundTrips() {
        Set<List<Long>> trips = new LinkedHashSet<>();
        for (RecordedCommand command : sentByClients()) {
            trips.add(List.of(command.client().id(), command.roundTrip()));
        }
        return trips.size();
    }

    /** Returns what these commands could do better; see {@link Finding}. */
    public List<Finding> findings() {
        return Detectors.findings(this);
    }

    /** Returns how many there are. */
    public int size() {
        return commands.size();
    }

    /** Says whether there are none. */
    public boolean isEmpty() {
        return commands.isEmpty();
    }

    /** Returns them as a list that can't be changed. */
    public List<RecordedCommand> asList() {
        return commands;
    }

    /** Returns them as a stream. */
    public Stream<RecordedCommand> stream() {
        return commands.stream();
    }

    @Override
    public Iterator<RecordedCommand> iterator() {
        return commands.iterator();
    }

    /** Returns a line for each, much as MONITOR prints it, with the reply. */
    public String listing() {
        return commands.stream().map(RecordedCommand::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return commands.isEmpty() ? "(no commands)" : listing();
    }
}
