package io.rqkit.core.internal.worker;

import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.Execution;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;

/** What is logged of a run's end, in the words of RQ's worker. */
final class RunLog {
    private RunLog() {}

    /** Logs how a run ended, and for how long its result is there. */
    static void ended(Logger log, Execution execution, JobStatus status, Duration took, long defaultTtl) {
        if (!log.isInfoEnabled()) {
            return;
        }
        String id = execution.job().id();
        if (status != JobStatus.FINISHED) {
            log.info("{}: job {} is {} after {}s", execution.queue(), id, status.text(), time(took));
            return;
        }
        log.info(
                "Successfully completed {} job in {}s on worker {}",
                execution.job().textOrEmpty(Field.DESCRIPTION),
                time(took),
                execution.workerName());
        log.info("{}: Job OK ({})", execution.queue(), id);
        Long own = execution.job().number(Field.RESULT_TTL);
        long ttl = own == null ? defaultTtl : own;
        if (ttl == 0) {
            log.info("Result discarded immediately");
        } else if (ttl > 0) {
            log.info("Result is kept for {} seconds", ttl);
        } else {
            log.info("Result will never expire, clean up result key manually");
        }
    }

    /** As Python prints a timedelta: {@code 0:00:00.000187}. */
    private static String time(Duration took) {
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%06d",
                took.toHours(),
                took.toMinutesPart(),
                took.toSecondsPart(),
                took.toNanosPart() / 1000);
    }
}
