package io.rqkit.fakeredis.internal.command.replication;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.replication.MasterLink;
import io.rqkit.fakeredis.internal.engine.replication.Replica;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** REPLCONF: what a replica tells of itself before it asks for data, and how far it is after that. */
final class ReplicaSettings {
    private static final int LONGEST_HOST = 256;
    private static final CommandException NOT_0_OR_1 =
            new CommandException("ERR value is out of range, value must between 0 and 1");

    private ReplicaSettings() {}

    static Reply replconf(Call call) {
        if (call.argc() % 2 == 0) {
            throw Errors.SYNTAX;
        }
        for (int i = 1; i < call.argc(); i += 2) {
            String option = call.text(i).toLowerCase(Locale.ROOT);
            switch (option) {
                case "ack" -> {
                    acknowledge(call, i + 1);
                    return Reply.NONE;
                }
                case "getack" -> {
                    MasterLink master = call.engine().replication().master();
                    if (master != null) {
                        master.acknowledge();
                    }
                    return Reply.NONE;
                }
                default -> set(call, option, i);
            }
        }
        return Reply.OK;
    }

    /** Nothing is ever replied, not even an error. */
    private static void acknowledge(Call call, int index) {
        if (!call.session().isReplica()) {
            return;
        }
        try {
            long offset = Numbers.parseLong(call.arg(index), Errors.NOT_AN_INTEGER);
            call.engine().replication().acknowledge(call.session().replica(), offset);
        } catch (CommandException unreadable) {
            // as Redis, which ignores what it can't read here
        }
    }

    private static void set(Call call, String option, int index) {
        Replica replica = call.session().replica();
        switch (option) {
            case "listening-port" -> replica.listeningPort((int) call.longArg(index + 1));
            case "ip-address" -> replica.announcedAddress(host(call, index + 1));
            case "capa" -> learn(replica, call.text(index + 1).toLowerCase(Locale.ROOT));
            case "rdb-only" -> replica.wantsFileOnly(isOne(call, index + 1));
            case "rdb-filter-only" -> filter(replica, call.text(index + 1));
            default -> throw Errors.quoting("ERR Unrecognized REPLCONF option: ", call.arg(index), "");
        }
    }

    private static String host(Call call, int index) {
        String host = call.text(index);
        if (host.length() >= LONGEST_HOST) {
            throw new CommandException(
                    "ERR REPLCONF ip-address provided by replica instance is too long: " + host.length() + " bytes");
        }
        return host;
    }

    /** Capabilities of later versions are ignored. */
    private static void learn(Replica replica, String capability) {
        if (capability.equals("eof")) {
            replica.learnEndMark();
        } else if (capability.equals("psync2")) {
            replica.learnNewIds();
        }
    }

    private static boolean isOne(Call call, int index) {
        long number = call.longArg(index);
        if (number < 0 || number > 1) {
            throw NOT_0_OR_1;
        }
        return number == 1;
    }

    private static void filter(Replica replica, String wanted) {
        boolean functions = false;
        for (String part : wanted.isBlank() ? new String[0] : wanted.strip().split("\\s+")) {
            if (!part.equalsIgnoreCase("functions")) {
                replica.filter(false, functions);
                throw Errors.quoting(
                        "ERR Unsupported rdb-filter-only option: ", part.getBytes(StandardCharsets.ISO_8859_1), "");
            }
            functions = true;
        }
        replica.filter(false, functions);
    }
}
