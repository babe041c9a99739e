package io.rqkit.fakeredis.internal;

import io.rqkit.fakeredis.internal.command.acl.AclCommand;
import io.rqkit.fakeredis.internal.command.bitmap.BitmapCommand;
import io.rqkit.fakeredis.internal.command.cluster.ClusterCommand;
import io.rqkit.fakeredis.internal.command.connection.ConnectionCommand;
import io.rqkit.fakeredis.internal.command.diagnostics.DiagnosticsCommand;
import io.rqkit.fakeredis.internal.command.generic.GenericCommand;
import io.rqkit.fakeredis.internal.command.geo.GeoCommand;
import io.rqkit.fakeredis.internal.command.hash.HashCommand;
import io.rqkit.fakeredis.internal.command.hyperloglog.HyperLogLogCommand;
import io.rqkit.fakeredis.internal.command.list.ListCommand;
import io.rqkit.fakeredis.internal.command.pubsub.PubSubCommand;
import io.rqkit.fakeredis.internal.command.replication.ReplicationCommand;
import io.rqkit.fakeredis.internal.command.script.ScriptingCommand;
import io.rqkit.fakeredis.internal.command.sentinel.SentinelCommand;
import io.rqkit.fakeredis.internal.command.server.ServerCommand;
import io.rqkit.fakeredis.internal.command.set.SetCommand;
import io.rqkit.fakeredis.internal.command.stream.StreamCommand;
import io.rqkit.fakeredis.internal.command.string.StringCommand;
import io.rqkit.fakeredis.internal.command.transaction.TransactionCommand;
import io.rqkit.fakeredis.internal.command.zset.ZSetCommand;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The families of commands, in one place. */
public final class AllCommands {
    private AllCommands() {}

    /** Returns the table of every command that this server has; all servers share it, since nothing changes it. */
    public static CommandTable table() {
        return Shared.TABLE;
    }

    /** Returns the table of what a sentinel has. */
    public static CommandTable sentinelTable() {
        return SharedSentinel.TABLE;
    }

    private static final class SharedSentinel {
        private static final Set<String> COMMON = Set.of(
                "acl",
                "auth",
                "client",
                "command",
                "hello",
                "info",
                "ping",
                "psubscribe",
                "punsubscribe",
                "shutdown",
                "subscribe",
                "unsubscribe");

        static final CommandTable TABLE = new CommandTable(List.of(
                common(AclCommand.values()),
                common(ConnectionCommand.values()),
                common(PubSubCommand.values()),
                SentinelCommand.values(),
                common(ServerCommand.values())));

        private static Command[] common(Command[] family) {
            return Arrays.stream(family)
                    .filter(command -> COMMON.contains(command.spec().fullName().split("\\|")[0]))
                    .toArray(Command[]::new);
        }
    }

    private static final class Shared {
        static final CommandTable TABLE = new CommandTable(new Families());
    }

    /** The families of a server, each made when it is asked for; those that most programs use come first. */
    private static final class Families extends AbstractList<Command[]> {
        private static final int COUNT = 19;

        @Override
        public int size() {
            return COUNT;
        }

        @Override
        public Command[] get(int index) {
            return switch (index) {
                case 0 -> ConnectionCommand.values();
                case 1 -> StringCommand.values();
                case 2 -> GenericCommand.values();
                case 3 -> ListCommand.values();
                case 4 -> HashCommand.values();
                case 5 -> SetCommand.values();
                case 6 -> ZSetCommand.values();
                case 7 -> ScriptingCommand.values();
                case 8 -> TransactionCommand.values();
                case 9 -> ServerCommand.values();
                case 10 -> StreamCommand.values();
                case 11 -> PubSubCommand.values();
                case 12 -> DiagnosticsCommand.values();
                case 13 -> AclCommand.values();
                case 14 -> BitmapCommand.values();
                case 15 -> GeoCommand.values();
                case 16 -> HyperLogLogCommand.values();
                case 17 -> ReplicationCommand.values();
                case 18 -> ClusterCommand.values();
                default -> throw new IndexOutOfBoundsException(index);
            };
        }
    }
}
