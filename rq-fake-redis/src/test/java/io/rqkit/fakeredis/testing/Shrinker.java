package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence smaller: fewer commands, then fewer and shorter arguments, as long as it still fails. */
final class Shrinker {
    private static final int MAX_TRIALS = 2_000;
    private static final long MAX_NANOS = 30_000_000_000L;

    private final Predicate<List<Cmd>> fails;
    private final long start = System.nanoTime();
    private int trials;

    Shrinker(Predicate<List<Cmd>> fails) {
        this.fails = fails;
    }

    List<Cmd> shrink(List<Cmd> failing) {
        List<Cmd> smaller = shortenArguments(removeCommands(failing));
        return removeCommands(smaller);
    }

    private List<Cmd> removeCommands(List<Cmd> failing) {
        List<Cmd> best = failing;
        for (int chunk = Math.max(1, best.size() / 2); chunk >= 1; chunk = chunk == 1 ? 0 : (chunk + 1) / 2) {
            int before;
            do {
                before = best.size();
                best = removeChunks(best, chunk);
            } while (chunk == 1 && best.size() < before);
        }
        return best;
    }

    // From the end, because what comes after the failing command is of no use at all.
    private List<Cmd> removeChunks(List<Cmd> failing, int chunk) {
        List<Cmd> best = failing;
        for (int start = best.size() - chunk; start > -chunk; start -= chunk) {
            List<Cmd> candidate = new ArrayList<>(best);
            candidate
                    .subList(Math.max(0, start), Math.min(best.size(), start + chunk))
                    .clear();
            if (stillFails(candidate)) {
                best = candidate;
            }
        }
        return best;
    }

    private List<Cmd> shortenArguments(List<Cmd> failing) {
        List<Cmd> best = new ArrayList<>(failing);
        for (int i = 0; i < best.size(); i++) {
            for (int arg = best.get(i).args().size() - 1; arg > 0; arg--) {
                shortenArgument(best, i, arg);
            }
        }
        return best;
    }

    private void shortenArgument(List<Cmd> best, int index, int arg) {
        List<String> without = new ArrayList<>(best.get(index).args());
        without.remove(arg);
        if (replaceIfFailing(best, index, without)) {
            return;
        }
        String value = best.get(index).args().get(arg);
        for (String shorter :
                List.of("a", "0", "1", value.substring(0, value.length() / 2), value.substring(value.length() / 2))) {
            List<String> args = new ArrayList<>(best.get(index).args());
            args.set(arg, shorter);
            if (!shorter.isEmpty() && shorter.length() < value.length() && replaceIfFailing(best, index, args)) {
                return;
            }
        }
    }

    private boolean replaceIfFailing(List<Cmd> best, int index, List<String> args) {
        List<Cmd> candidate = new ArrayList<>(best);
        candidate.set(index, best.get(index).withArgs(args));
        if (stillFails(candidate)) {
            best.set(index, candidate.get(index));
            return true;
        }
        return false;
    }

    private boolean stillFails(List<Cmd> candidate) {
        if (candidate.isEmpty() || trials >= MAX_TRIALS || System.nanoTime() - start > MAX_NANOS) {
            return false;
        }
        trials++;
        return fails.test(candidate);
    }
}
