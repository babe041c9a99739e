package io.rqkit.examples;

import java.io.Console;
import java.io.PrintStream;
import java.util.function.IntConsumer;

/** One line on a terminal that is written over and over, and nothing where there is no terminal. */
final class Progress implements IntConsumer, AutoCloseable {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean isShown;
    private final int all;
    private int drawn;

    Progress(PrintStream out, boolean isShown, int all) {
        this.out = out;
        this.isShown = isShown;
        this.all = all;
    }

    /** Tells whether somebody watches. From JDK 22 on a console may exist without a terminal, and then says so itself. */
    static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public void accept(int done) {
        if (!isShown) {
            return;
        }
        int filled = all == 0 ? WIDTH : Math.min(WIDTH, WIDTH * done / all);
        String line = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + " of " + all + " files";
        out.print("\r" + line);
        out.flush();
        drawn = line.length();
    }

    /** Wipes the line out. */
    @Override
    public void close() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }
}
