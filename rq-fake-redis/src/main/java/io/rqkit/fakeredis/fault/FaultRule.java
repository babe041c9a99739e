package io.rqkit.fakeredis.fault;

import io.rqkit.fakeredis.fault.When.Place;
import io.rqkit.fakeredis.fault.When.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sentence on its way to a fault: conditions first, then what happens. Immutable, so that a part can be used again.
 *
 * <pre>{@code
 * redis.faults().when("LPOP").onKey("jobs:*").from("worker-1").nth(2).cutAfter();
 * }</pre>
 */
public final class FaultRule {
    private final Faults faults;
    private final When when;

    FaultRule(Faults faults, When when) {
        this.faults = faults;
        this.when = when;
    }

    /** Adds that one of the keys must match a pattern as KEYS takes it. */
    public FaultRule onKey(String pattern) {
        return with(Optional.of(pattern), when.clientName(), when.clientId(), when.place(), when.turn());
    }

    /** Adds that the client's name, as set by CLIENT SETNAME, must match a pattern. */
    public FaultRule from(String clientName) {
        return with(when.keyPattern(), Optional.of(clientName), when.clientId(), when.place(), when.turn());
    }

    /** Adds that the client must have this number, as CLIENT ID answers it. */
    public FaultRule from(long clientId) {
        return with(when.keyPattern(), when.clientName(), OptionalLong.of(clientId), when.place(), when.turn());
    }

    /** Adds that the command must be sent within MULTI. It is refused or cut when it would be queued. */
    public FaultRule inMulti() {
        return at(Place.IN_MULTI);
    }

    /** Adds that the command must be run by EXEC. */
    public FaultRule inExec() {
        return at(Place.IN_EXEC);
    }

    /** Adds that the command must be called by a script or function. */
    public FaultRule inScript() {
        return at(Place.IN_SCRIPT);
    }

    /** Lets it happen to the first command only. */
    public FaultRule once() {
        return times(1);
    }

    /** Lets it happen to the first {@code count} commands. */
    public FaultRule times(int count) {
        return turn(new Turn.First(positive(count)));
    }

    /** Lets it happen to one command only, counted from 1 among those that fulfil the conditions. */
    public FaultRule nth(int number) {
        return turn(new Turn.Nth(positive(number)));
    }

    /** Lets it happen to one command in {@code distance}: with 3, the third, the sixth and so on. */
    public FaultRule everyNth(int distance) {
        return turn(new Turn.EveryNth(positive(distance)));
    }

    /** Lets it happen by chance; the same seed gives the same choices. */
    public FaultRule withProbability(double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is between 0 and 1, not " + probability);
        }
        return turn(new Turn.ByChance(probability, seed));
    }

    private static int positive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Commands are counted from 1, not " + number);
        }
        return number;
    }

    private FaultRule at(Place place) {
        return with(when.keyPattern(), when.clientName(), when.clientId(), place, when.turn());
    }

    private FaultRule turn(Turn turn) {
        return with(when.keyPattern(), when.clientName(), when.clientId(), when.place(), turn);
    }

    private FaultRule with(
            Optional<String> keyPattern, Optional<String> clientName, OptionalLong clientId, Place place, Turn turn) {
        return new FaultRule(faults, new When(when.commands(), keyPattern, clientName, clientId, place, turn));
    }

    /** Returns the conditions so far. */
    public When when() {
        return when;
    }

    /** Answers with an error of Redis. */
    public InjectedFault error(RedisError error) {
        return error(error.text());
    }

    /**
     * Answers with an error.
     *
     * @param text begins with the code, without a dash: {@code "ERR no luck"}
     */
    public InjectedFault error(String text) {
        return then(new Fault.Error(text));
    }

    /** Answers that a slot of the cluster is served by another node. */
    public InjectedFault moved(int slot, String host, int port) {
        return error("MOVED " + slot + " " + host + ":" + port);
    }

    /** Answers that a slot of the cluster is on its way to another node. */
    public InjectedFault ask(int slot, String host, int port) {
        return error("ASK " + slot + " " + host + ":" + port);
    }

    /** Runs the command later, by the server's clock. */
    public InjectedFault delay(Duration duration) {
        return then(new Fault.Delay(duration, false));
    }

    /** Runs the command later, in real time, whatever the server's clock does. */
    public InjectedFault delayInRealTime(Duration duration) {
        return then(new Fault.Delay(duration, true));
    }

    /** Cuts the connection before the command runs. */
    public InjectedFault cutBefore() {
        return then(new Fault.CutBefore());
    }

    /** Cuts the connection after the command ran and before its reply. */
    public InjectedFault cutAfter() {
        return then(new Fault.CutAfter());
    }

    /** Runs the command, sends half of the reply and cuts the connection. */
    public InjectedFault halfReply() {
        return then(new Fault.HalfReply());
    }

    /** Lets the client wait, before the command runs, until the fault is released. */
    public InjectedFault stall() {
        return then(new Fault.Stall(false));
    }

    /** Runs the command, and holds its reply back until the fault is released. */
    public InjectedFault stallReply() {
        return then(new Fault.Stall(true));
    }

    /**
     * Lets a fault happen.
     *
     * @throws IllegalArgumentException when it can't happen there: a command within a script or transaction can't wait,
     *     and new connections have no commands
     */
    public InjectedFault then(Fault fault) {
        return faults.inject(when, fault);
    }

    @Override
    public String toString() {
        return when.toString();
    }
}
