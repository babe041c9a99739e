package io.rqkit.fakeredis;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.script.Scripting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Which lines of a script, or of a library of functions, have run.
 *
 * <pre>{@code
 * FakeRedis redis = FakeRedis.builder().scriptCoverage().build();
 * // … tests that call scripts …
 * System.out.println(ScriptCoverage.report(redis.scriptCoverage()));
 * }</pre>
 *
 * @param name a script's SHA-1 in lower case, or a library's name
 * @param text the script or the library's code, as its lines are counted
 * @param runs how often each line ran on which a statement begins, by the line's number from 1; unmodifiable
 */
public record ScriptCoverage(String name, String text, SortedMap<Integer, Long> runs) {
    private static final int PERCENT = 100;
    private static final int NAME_SHOWN = 40;

    /** Returns the lines that did not run, in ascending order; perhaps none. */
    public List<Integer> missed() {
        return runs.entrySet().stream()
                .filter(line -> line.getValue() == 0)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** Returns how much of the lines ran, in whole percent, rounded down; 100 for a script without statements. */
    public int percent() {
        return runs.isEmpty() ? PERCENT : (runs.size() - missed().size()) * PERCENT / runs.size();
    }

    /** Returns a short text: a line for each script with its share, and under it the lines that did not run. */
    public static String report(List<ScriptCoverage> scripts) {
        StringBuilder report = new StringBuilder();
        for (ScriptCoverage script : scripts) {
            String[] lines = script.text.split("\n", -1);
            report.append(String.format(
                    Locale.ROOT,
                    "%-" + NAME_SHOWN + "s %3d %% of %d lines%n",
                    script.name,
                    script.percent(),
                    script.runs.size()));
            for (int line : script.missed()) {
                report.append(String.format(Locale.ROOT, "  not run %4d: %s%n", line, lines[line - 1].strip()));
            }
        }
        return report.toString();
    }

    static List<ScriptCoverage> of(Engine engine) {
        if (!engine.config().scripts().covered()) {
            throw new IllegalStateException(
                    "Lines of scripts are not counted here. Build the server with FakeRedis.builder().scriptCoverage().");
        }
        List<ScriptCoverage> coverage = new ArrayList<>();
        engine.execute(() -> Scripting.of(engine)
                .covered()
                .forEach(script -> coverage.add(new ScriptCoverage(
                        script.name(), script.text(), Collections.unmodifiableSortedMap(script.runs())))));
        return coverage;
    }
}
