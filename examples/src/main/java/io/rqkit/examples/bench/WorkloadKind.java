package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Names;
import java.util.Optional;

/** The workloads whose time is measured on each server. */
enum WorkloadKind {
    /** One command after the other, each waiting for its reply. */
    GET(SingleCommand.GET),
    SET(SingleCommand.SET),
    LIST(SingleCommand.LIST),
    HSET(SingleCommand.HSET),
    ZADD(SingleCommand.ZADD),
    XADD(SingleCommand.XADD),
    EVALSHA(SingleCommand.EVALSHA),
    LUA_LOOP(SingleCommand.LUA_LOOP),
    /** A transaction of ten SETs. */
    MULTI_10(Names.MULTI, 1, 1),
    /** An element that goes from a thread to another, which waits for it in BLPOP. */
    HAND_OVER(Names.HAND_OVER, 1, 2),
    /** A message, until each subscriber has it. */
    PUBLISH_1(Names.PUBLISH_ONE, 1, 1),
    PUBLISH_100(Names.PUBLISH_MANY, 100, 1),
    /** A hundred commands in one write. */
    PIPELINE_GET("pipelines of 100 GET", 1, 100),
    PIPELINE_SET("pipelines of 100 SET", 1, 100),
    /** GETs of so many clients, a thread each. */
    CLIENTS_1("1 client", 1, 1),
    CLIENTS_2("2 clients", 2, 1),
    CLIENTS_8("8 clients", 8, 1);

    /** The single command that this is, if it is one: else what {@link Workloads} makes of it. */
    private final Optional<SingleCommand> command;

    private final String label;
    private final int clients;
    private final int units;

    WorkloadKind(SingleCommand command) {
        this.command = Optional.of(command);
        this.label = command.label();
        this.clients = 1;
        this.units = 1;
    }

    /**
     * A workload of several clients or commands.
     *
     * @param clients how many threads take part beside the one that counts, or count
     * @param units how many commands or hand-overs one repetition is
     */
    WorkloadKind(String label, int clients, int units) {
        this.command = Optional.empty();
        this.label = label;
        this.clients = clients;
        this.units = units;
    }

    Optional<SingleCommand> command() {
        return command;
    }

    /** Returns what the report calls it. */
    String label() {
        return label;
    }

    int clients() {
        return clients;
    }

    int units() {
        return units;
    }

    /** Tells whether its figure is a rate, not a time. */
    boolean isRate() {
        return switch (this) {
            case PIPELINE_GET, PIPELINE_SET, CLIENTS_1, CLIENTS_2, CLIENTS_8 -> true;
            default -> false;
        };
    }
}
