package io.rqkit.fakeredis.internal.command.sentinel;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** SENTINEL HELP. */
final class SentinelHelp {
    private SentinelHelp() {}

    static Reply help(Call call) {
        return call.help(
                "CKQUORUM <master-name>",
                "    Say whether enough sentinels can be reached to agree on a failover and to start it.",
                "CONFIG SET <param> <value>",
                "    Set a parameter of this sentinel.",
                "CONFIG GET <param>",
                "    Reply parameters of this sentinel.",
                "DEBUG [<param> <value> ...]",
                "    Reply, or set, the times by which this sentinel works, in milliseconds.",
                "GET-MASTER-ADDR-BY-NAME <master-name>",
                "    Reply the host and the port of a master.",
                "FAILOVER <master-name>",
                "    Fail a master over without asking other sentinels.",
                "FLUSHCONFIG",
                "    Write the configuration.",
                "INFO-CACHE <master-name>",
                "    Reply what the master and its replicas said of themselves.",
                "IS-MASTER-DOWN-BY-ADDR <ip> <port> <current-epoch> <runid>",
                "    Say whether this sentinel takes a master for down, and for whom it has voted.",
                "MASTER <master-name>",
                "    Reply the state of a master.",
                "MASTERS",
                "    Reply the states of all masters.",
                "MONITOR <name> <ip> <port> <quorum>",
                "    Begin to watch a master.",
                "MYID",
                "    Reply the id of this sentinel.",
                "PENDING-SCRIPTS",
                "    Reply the scripts that wait or run.",
                "REMOVE <master-name>",
                "    End the watch over a master.",
                "REPLICAS <master-name>",
                "    Reply the states of a master's replicas.",
                "RESET <pattern>",
                "    Forget what is known of the masters whose names match.",
                "SENTINELS <master-name>",
                "    Reply the states of the other sentinels of a master.",
                "SET <master-name> <option> <value> [<option> <value> ...]",
                "    Set parameters of a master.",
                "SIMULATE-FAILURE [CRASH-AFTER-ELECTION] [CRASH-AFTER-PROMOTION] [HELP]",
                "    Have this sentinel fail at a certain point.");
    }
}
