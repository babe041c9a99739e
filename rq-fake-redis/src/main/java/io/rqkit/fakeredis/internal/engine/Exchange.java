package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.clock.RealTime;
import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandKeys;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.resp.ReplyText;
import io.rqkit.fakeredis.record.RecordedCommand;
import io.rqkit.fakeredis.record.RecordedCommand.Client;
import io.rqkit.fakeredis.record.RecordedCommand.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request and its reply, noted while commands are recorded or faults wait. Changed under the engine's lock only. */
final class Exchange {
    /** Of longer replies only the length is kept. */
    private static final int LONGEST_REPLY = 64 * 1024;

    private static final byte[] NO_REPLY = new byte[0];
    private static final int MILLION = 1_000_000;
    private final long number;
    private final Session session;
    private final String clientName;
    private final byte[][] argv;
    private final @Nullable Command command;
    private final int database;
    private final long atMicros;
    private final long roundTrip;
    private final Origin origin;
    private final long caller;
    private final long beganNanos = RealTime.nanos();
    private long tookNanos = -1;
    private byte[] reply = NO_REPLY;
    private int replyLength;
    private String fate = "";
    private @Nullable Injected fault;
    private @Nullable Crasher crasher;

    Exchange(
            long number,
            Session session,
            byte[][] argv,
            @Nullable Command command,
            long atMicros,
            Origin origin,
            @Nullable Exchange caller) {
        this.number = number;
        this.session = session;
        this.clientName = session.name();
        this.argv = argv;
        this.command = command;
        this.database = session.database();
        this.atMicros = atMicros;
        this.roundTrip = session.roundTrips();
        this.origin = origin;
        this.caller = caller == null ? 0 : caller.number;
    }

    Session session() {
        return session;
    }

    byte[][] argv() {
        return argv;
    }

    @Nullable
    CommandSpec spec() {
        return command == null ? null : command.spec();
    }

    Origin origin() {
        return origin;
    }

    /** Says whether it is an EXEC, whose calls are those of a transaction and not of a script. */
    boolean isExec() {
        CommandSpec spec = spec();
        return spec != null && spec.fullName().equals("exec");
    }

    /** Returns the fault that will happen to the reply, or null. */
    @Nullable
    Injected fault() {
        return fault;
    }

    /** Returns who cuts all connections after this, or null. */
    @Nullable
    Crasher crasher() {
        return crasher;
    }

    void crasher(Crasher cutting) {
        crasher = cutting;
    }

    void fault(Injected chosen) {
        fault = chosen;
    }

    void fate(String whatHappened) {
        fate = whatHappened;
    }

    /** Notes the bytes of the reply; of a command that EXEC runs later they come twice. */
    void ended(byte[] from, int offset, int length) {
        tookNanos = RealTime.nanos() - beganNanos;
        replyLength = length;
        if (length == 0) {
            reply = NO_REPLY;
        } else if (length <= LONGEST_REPLY) {
            reply = new byte[length];
            System.arraycopy(from, offset, reply, 0, length);
        }
    }

    /** Returns the name in lower case, {@code container|name} for a subcommand; as it was sent when there is none such. */
    String fullName() {
        CommandSpec spec = spec();
        return spec == null ? Args.latin1(argv[0]).toLowerCase(Locale.ROOT) : spec.fullName();
    }

    List<byte[]> keys() {
        CommandSpec spec = spec();
        if (spec == null || !spec.accepts(argv.length) || !CommandKeys.mayHaveKeys(spec)) {
            return List.of();
        }
        return CommandKeys.find(spec, argv).stream()
                .map(found -> argv[found.index()])
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the command with its arguments in quotes. */
    String line() {
        return Stream.of(argv).map(ReplyText::quoted).collect(Collectors.joining(" "));
    }

    RecordedCommand recorded() {
        String shown = replyLength <= LONGEST_REPLY ? ReplyText.of(reply) : "(" + replyLength + " bytes)";
        return new RecordedCommand(
                number,
                new Client(session.id(), clientName, session.address()),
                database,
                Instant.ofEpochSecond(Math.floorDiv(atMicros, MILLION), Math.floorMod(atMicros, MILLION) * 1000L),
                roundTrip,
                tookNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(tookNanos)),
                Stream.of(argv).map(Exchange::text).toList(),
                fullName().toUpperCase(Locale.ROOT).replace('|', ' '),
                keys().stream().map(Exchange::text).toList(),
                origin,
                caller,
                shown,
                fate);
    }
}
