package io.rqkit.core.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A bar on a terminal for what takes long, ten times a second at most; nothing elsewhere. */
final class Progress {
    private static final int CELLS = 36;
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
    private final PrintWriter out;
    private final boolean shown;
    private final int total;
    private final long begun = System.nanoTime();
    private long last = begun;

    Progress(PrintWriter out, boolean shown, int total) {
        this.out = out;
        this.shown = shown;
        this.total = total;
    }

    /** Says whether somebody looks on: standard output is a terminal. */
    static boolean isWatched() {
        return System.console() != null && Ansi.AUTO.enabled();
    }

    /** Notes how much is done, and shows it when all is, or when the last time is long enough ago. */
    void at(int done) {
        long now = System.nanoTime();
        if (shown && (done == total || now - last >= STEP_NANOS)) {
            last = now;
            out.print("\r" + line(done, now));
            if (done == total) {
                out.println();
            }
            out.flush();
        }
    }

    private String line(int done, long now) {
        int cells = (int) ((long) CELLS * done / total);
        long left = done == 0 ? 0 : (long) ((double) (now - begun) / done * (total - done) / 1_000_000_000L);
        String when = String.format(Locale.ROOT, "%02d:%02d:%02d", left / 3600, left / 60 % 60, left % 60);
        return "[" + "#".repeat(cells) + "-".repeat(CELLS - cells) + "] " + done + "/" + total + "  "
                + (done == total ? "done    " : when);
    }
}
