package io.rqkit.examples.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How times grow with the size of a key, the fake's beside real Redis's. */
final class Growths {
    /** The fake may grow by so many times what real Redis grows by. */
    static final double ALLOWED = 1.5;

    private static final String AT = " @ ";

    private Growths() {}

    /**
     * One command's.
     *
     * @param command family and command
     * @param small the fake's time at the smallest size
     * @param large the fake's time at the largest size
     * @param redisSmall real Redis's time at the smallest size
     * @param redisLarge real Redis's time at the largest size
     * @param own how many times longer the largest takes by real Redis's own clock
     */
    record Growth(
            String command, Figure small, Figure large, Figure redisSmall, Figure redisLarge, Optional<Double> own) {
        double fake() {
            return large.median() / small.median();
        }

        double redis() {
            return redisLarge.median() / redisSmall.median();
        }

        /** How many times the fake grows what real Redis grows; the extremes are of the single batches. */
        Spread factor() {
            int batches = IntStream.of(
                            small.samples().size(),
                            large.samples().size(),
                            redisSmall.samples().size(),
                            redisLarge.samples().size())
                    .min()
                    .orElseThrow();
            double median = fake() / redis();
            double[] each = IntStream.range(0, batches)
                    .mapToDouble(i -> large.samples().get(i)
                            / small.samples().get(i)
                            / (redisLarge.samples().get(i)
                                    / redisSmall.samples().get(i)))
                    .toArray();
            double min = IntStream.range(0, batches).mapToDouble(i -> each[i]).reduce(median, Math::min);
            double max = IntStream.range(0, batches).mapToDouble(i -> each[i]).reduce(median, Math::max);
            return new Spread(median, min, max);
        }
    }

    /** Returns the sizes measured, smallest first. */
    static List<Integer> sizes(Figures figures) {
        Set<Integer> sizes = new TreeSet<>();
        for (Figure figure : figures.all()) {
            int at = figure.metric().lastIndexOf(AT);
            if (at >= 0) {
                sizes.add(Integer.valueOf(figure.metric().substring(at + AT.length())));
            }
        }
        return List.copyOf(sizes);
    }

    /** Returns every command's, in the order in which they were measured. */
    static List<Growth> of(Figures figures) {
        List<Integer> sizes = sizes(figures);
        Set<String> commands = new LinkedHashSet<>();
        for (Figure figure : figures.all()) {
            int at = figure.metric().lastIndexOf(AT);
            if (at >= 0) {
                commands.add(figure.metric().substring(0, at));
            }
        }
        List<Growth> growths = new ArrayList<>();
        for (String command : commands) {
            String small = command + AT + sizes.get(0);
            String large = command + AT + sizes.get(sizes.size() - 1);
            growths.add(new Growth(
                    command,
                    figures.find(small, Names.FAKE).orElseThrow(),
                    figures.find(large, Names.FAKE).orElseThrow(),
                    figures.find(small, Names.REAL).orElseThrow(),
                    figures.find(large, Names.REAL).orElseThrow(),
                    figures.find(large, Names.OWN_CLOCK)
                            .flatMap(last -> figures.find(small, Names.OWN_CLOCK)
                                    .map(first -> last.median() / first.median()))));
        }
        return growths;
    }
}
