package io.rqkit.examples.bench;

/** A JVM that has one server and one workload on it, and repeats that for as long as it is told. */
public final class WorkloadAgent {
    private WorkloadAgent() {}

    /** Takes a server's and a workload's name; each line is a number of nanoseconds, each answer a count and a time. */
    public static void main(String[] args) throws Exception {
        try (BenchServer server = BenchServer.start(ServerKind.valueOf(args[0]));
                Workload workload = Workloads.start(WorkloadKind.valueOf(args[1]), server)) {
            ChildJvm.serve(line -> {
                long start = System.nanoTime();
                long done = workload.repeat(Long.parseLong(line));
                return done + " " + (System.nanoTime() - start);
            });
        }
    }
}
