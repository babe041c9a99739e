package io.rqkit.fakeredis.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which commands a fault waits for. Every condition must hold; those that are not set always do.
 *
 * @param commands names in lower case, a subcommand as {@code "config|get"}; empty for any command
 * @param keyPattern what one of the keys must match, as KEYS takes it
 * @param clientName what the client's name must match, as set by CLIENT SETNAME
 * @param clientId the number of the client's connection
 * @param place where the command must come from
 * @param turn which of the commands that fulfil the other conditions
 */
public record When(
        List<String> commands,
        Optional<String> keyPattern,
        Optional<String> clientName,
        OptionalLong clientId,
        Place place,
        Turn turn) {

    /** Where a command comes from. */
    public enum Place {
        /** A client, within MULTI or not. */
        CLIENT,
        /** A client within MULTI: when the command is sent, and would be queued. */
        IN_MULTI,
        /** EXEC, which runs what was queued. */
        IN_EXEC,
        /** A script or function. */
        IN_SCRIPT
    }

    /** Which of the commands in question. */
    public sealed interface Turn {
        /** Each one. */
        record Each() implements Turn {}

        /** The first so many. */
        record First(int count) implements Turn {}

        /** One of them, counted from 1. */
        record Nth(int number) implements Turn {}

        /** One in so many: with 3, the third, the sixth and so on. */
        record EveryNth(int distance) implements Turn {}

        /**
         * Each one by chance.
         *
         * @param probability 0 for never to 1 for always
         * @param seed the same seed gives the same choices
         */
        record ByChance(double probability, long seed) implements Turn {}
    }

    /** Copies the names. */
    public When {
        commands = commands.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '|'))
                .toList();
    }

    /** Returns the condition that any command fulfils. */
    public static When anyCommand() {
        return new When(
                List.of(), Optional.empty(), Optional.empty(), OptionalLong.empty(), Place.CLIENT, new Turn.Each());
    }

    /** Returns the condition of being one of these commands. */
    public static When command(String... names) {
        When any = anyCommand();
        return new When(List.of(names), any.keyPattern, any.clientName, any.clientId, any.place, any.turn);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                commands.isEmpty() ? "any command" : String.join("/", commands).toUpperCase(Locale.ROOT));
        keyPattern.ifPresent(pattern -> text.append(" on ").append(pattern));
        clientName.ifPresent(name -> text.append(" from ").append(name));
        clientId.ifPresent(id -> text.append(" from #").append(id));
        text.append(
                place == Place.CLIENT
                        ? ""
                        : " " + place.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return text.append(turn instanceof Turn.Each ? "" : ", " + turn).toString();
    }
}
