package io.rqkit.fakeredis.internal.command.diagnostics;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.CommandTable;
import io.rqkit.fakeredis.internal.engine.LatencyHistogram;
import io.rqkit.fakeredis.internal.engine.Stats;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** LATENCY HISTOGRAM. */
final class LatencyHistograms {
    private final Map<Command, Stats.CommandStats> counts;
    private final List<Reply> shown = new ArrayList<>();

    private LatencyHistograms(Call call) {
        counts = call.engine().stats().byCommand();
    }

    static Reply reply(Call call) {
        LatencyHistograms histograms = new LatencyHistograms(call);
        CommandTable table = call.engine().dispatcher().table();
        if (call.argc() == 2) {
            table.rows().forEach(histograms::add);
        }
        for (int i = 2; i < call.argc(); i++) {
            Command command = table.findByFullName(call.text(i).toLowerCase(Locale.ROOT));
            CommandTable.Row row = command == null ? null : table.row(command);
            if (row != null) {
                histograms.add(row);
            } else if (command != null) {
                histograms.add(command);
            }
        }
        return new Reply.MapOf(histograms.shown);
    }

    private void add(CommandTable.Row row) {
        add(row.command());
        row.subcommands().values().forEach(this::add);
    }

    private void add(Command command) {
        Stats.CommandStats ofCommand = counts.get(command);
        LatencyHistogram times = ofCommand == null ? null : ofCommand.times();
        if (times == null) {
            return;
        }
        List<Reply> bounds = new ArrayList<>();
        times.forEachBound((micros, count) -> {
            bounds.add(Reply.of(micros));
            bounds.add(Reply.of(count));
        });
        shown.add(Reply.bulk(command.spec().fullName()));
        shown.add(new Reply.MapOf(List.of(
                Reply.bulk("calls"), Reply.of(times.total()), Reply.bulk("histogram_usec"), new Reply.MapOf(bounds))));
    }
}
