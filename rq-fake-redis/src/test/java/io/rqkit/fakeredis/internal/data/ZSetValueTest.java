package io.rqkit.fakeredis.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZSetValueTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private final Limits limits = new Limits();

    /** What a sorted set is in java.util's terms: an ordered set, and the score of each member. */
    private static final class Model {
        private record Pair(double score, String member) implements Comparable<Pair> {
            @Override
            public int compareTo(Pair other) {
                return score < other.score ? -1 : score > other.score ? 1 : member.compareTo(other.member);
            }
        }

        final Map<String, Double> scores = new HashMap<>();
        final TreeSet<Pair> order = new TreeSet<>();

        boolean add(String member, double score) {
            boolean added = !remove(member);
            scores.put(member, score);
            order.add(new Pair(score, member));
            return added;
        }

        boolean remove(String member) {
            Double score = scores.remove(member);
            return score != null && order.remove(new Pair(score, member));
        }

        List<String> members() {
            return order.stream().map(Pair::member).toList();
        }
    }

    private static List<String> texts(Iterator<ZSetEntry> entries) {
        List<String> texts = new ArrayList<>();
        entries.forEachRemaining(e -> texts.add(Bytes.text(e.member())));
        return texts;
    }

    private static List<String> texts(ZSetValue set, Ranks ranks) {
        List<String> texts = new ArrayList<>();
        set.forEach(ranks, e -> texts.add(Bytes.text(e.member())));
        return texts;
    }

    /** A set of {@code size} members m000, m001, ... scored 0, 1, ... */
    private ZSetValue numbered(int size) {
        ZSetValue set = new ZSetValue();
        for (int i = 0; i < size; i++) {
            set.add(Bytes.of("m%03d".formatted(i)), i, limits);
        }
        return set;
    }

    private ZSetValue large(ZSetValue set) {
        Limits none = new Limits();
        none.zsetMaxListpackEntries = 0;
        ZSetValue large = new ZSetValue();
        set.forEach(e -> large.add(e.member(), e.score(), none));
        assertThat(large.encoding()).isEqualTo("skiplist");
        return large;
    }

    @ParameterizedTest
    @CsvSource({"1, 128, 100", "2, 0, 100", "3, 50, 400", "4, 0, 2000"})
    void behavesAsAnOrderedSet(long seed, long maxEntries, int members) {
        Random random = new Random(seed);
        limits.zsetMaxListpackEntries = maxEntries;
        ZSetValue set = new ZSetValue();
        Model model = new Model();

        for (int step = 0; step < 12_000; step++) {
            byte[] member = Bytes.key(random, members);
            String text = Bytes.text(member);
            if (random.nextInt(3) == 0) {
                assertThat(set.remove(member)).as("seed %d step %d", seed, step).isEqualTo(model.remove(text));
            } else {
                double score = random.nextInt(20) == 0 ? -INFINITY : random.nextInt(40) / 2.0;
                assertThat(set.add(member, score, limits))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.add(text, score));
            }
            if (step % 400 == 0) {
                assertSame("seed %d step %d".formatted(seed, step), set, model);
            }
        }
        assertSame("seed %d".formatted(seed), set.copy(), model);
    }

    private static void assertSame(String when, ZSetValue set, Model model) {
        List<String> members = model.members();
        List<String> reversed = new ArrayList<>(members);
        Collections.reverse(reversed);
        assertThat(set.size()).as(when).isEqualTo(members.size());
        assertThat(texts(set.ascending(0))).as(when).isEqualTo(members);
        assertThat(texts(set.descending(set.size() - 1))).as(when).isEqualTo(reversed);
        for (int rank = 0; rank < members.size(); rank++) {
            byte[] member = Bytes.of(members.get(rank));
            assertThat(set.rank(member)).as(when).isEqualTo(rank);
            assertThat(set.at(rank).member()).as(when).isEqualTo(member);
            assertThat(set.score(member)).as(when).isEqualTo(model.scores.get(members.get(rank)));
        }
        if (!members.isEmpty()) {
            assertThat(set.first().member()).as(when).asString().isEqualTo(members.get(0));
            assertThat(set.last().member()).as(when).asString().isEqualTo(reversed.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "2, 0"})
    void scoreRangesAreThoseOfAFilter(long seed, long maxEntries) {
        Random random = new Random(seed);
        limits.zsetMaxListpackEntries = maxEntries;
        ZSetValue set = new ZSetValue();
        Model model = new Model();
        for (int i = 0; i < 120; i++) {
            double score = random.nextInt(30);
            set.add(Bytes.of("m" + i), score, limits);
            model.add("m" + i, score);
        }

        for (int step = 0; step < 2000; step++) {
            ScoreRange range = new ScoreRange(
                    random.nextInt(36) - 3, random.nextBoolean(), random.nextInt(36) - 3, random.nextBoolean());
            List<String> expected = model.order.stream()
                    .filter(p -> range.isAboveMin(p.score()) && range.isBelowMax(p.score()))
                    .map(Model.Pair::member)
                    .toList();
            Ranks ranks = set.ranks(range);
            assertThat(ranks.size()).as("seed %d: %s", seed, range).isEqualTo(expected.size());
            assertThat(texts(set, ranks)).as("seed %d: %s", seed, range).isEqualTo(expected);
        }
        assertThat(set.ranks(ScoreRange.ALL)).isEqualTo(new Ranks(0, 120));
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "2, 0"})
    void lexRangesOfOneScoreAreThoseOfAFilter(long seed, long maxEntries) {
        Random random = new Random(seed);
        limits.zsetMaxListpackEntries = maxEntries;
        ZSetValue set = new ZSetValue();
        for (int i = 0; i < 100; i++) {
            set.add(Bytes.of("m%03d".formatted(random.nextInt(500))), 0, limits);
        }
        List<String> all = texts(set.ascending(0));

        for (int step = 0; step < 2000; step++) {
            LexRange range = new LexRange(bound(random), bound(random));
            List<String> expected = all.stream()
                    .filter(m -> range.isAboveMin(Bytes.of(m)) && range.isBelowMax(Bytes.of(m)))
                    .toList();
            assertThat(texts(set, set.ranks(range)))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(expected);
            assertThat(texts(set, set.ranksFromHighest(range)))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(expected);
        }
    }

    private static LexRange.Bound bound(Random random) {
        byte[] member = Bytes.of("m%03d".formatted(random.nextInt(500)));
        return switch (random.nextInt(8)) {
            case 0 -> LexRange.Bound.LOWEST;
            case 1 -> LexRange.Bound.HIGHEST;
            case 2, 3, 4 -> LexRange.Bound.inclusive(member);
            default -> LexRange.Bound.exclusive(member);
        };
    }

    @Test
    void lexRangeOverSeveralScoresDependsOnTheEndItIsWalkedFrom() {
        ZSetValue set = new ZSetValue();
        for (String member : List.of("c", "a", "b", "d")) {
            set.add(Bytes.of(member), set.size(), limits);
        }
        LexRange range = new LexRange(LexRange.Bound.inclusive(Bytes.of("b")), LexRange.Bound.inclusive(Bytes.of("c")));

        assertThat(texts(set, set.ranks(range))).containsExactly("c", "a", "b");
        assertThat(texts(set, set.ranksFromHighest(range))).containsExactly("b");
    }

    @Test
    void lexRangeOfEqualBoundsHoldsTheMemberOnlyIfBothAreInclusive() {
        ZSetValue set = numbered(1);
        LexRange.Bound inclusive = LexRange.Bound.inclusive(Bytes.of("m000"));
        LexRange.Bound exclusive = LexRange.Bound.exclusive(Bytes.of("m000"));

        assertThat(set.ranks(new LexRange(inclusive, inclusive)).size()).isOne();
        assertThat(set.ranks(new LexRange(inclusive, exclusive)).isEmpty()).isTrue();
        assertThat(set.ranks(new LexRange(exclusive, inclusive)).isEmpty()).isTrue();
        assertThat(set.ranks(LexRange.ALL).size()).isOne();
        assertThat(set.ranks(new LexRange(LexRange.Bound.HIGHEST, LexRange.Bound.LOWEST))
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void removedRanksLeaveTheOthersInPlace(long seed) {
        Random random = new Random(seed);
        ZSetValue set = large(numbered(900));
        List<String> model = texts(set.ascending(0));

        while (!model.isEmpty()) {
            int first = random.nextInt(model.size());
            int end = Math.min(model.size(), first + random.nextInt(60));
            List<String> removed = new ArrayList<>();
            set.remove(new Ranks(first, end), e -> removed.add(Bytes.text(e.member())));
            assertThat(removed).as("seed %d", seed).isEqualTo(model.subList(first, end));
            model.subList(first, end).clear();
            assertThat(texts(set.ascending(0))).as("seed %d", seed).isEqualTo(model);
            if (!model.isEmpty()) {
                String probe = model.get(model.size() / 2);
                assertThat(set.rank(Bytes.of(probe))).as("seed %d", seed).isEqualTo(model.size() / 2);
                assertThat(set.last().member()).asString().isEqualTo(model.get(model.size() - 1));
            }
        }
        assertThat(set.size()).isZero();
        assertThat(set.score(Bytes.of("m000"))).isNaN();
    }

    @Test
    void iterationStartsAtAnyRankAndBothEndsAreLegal() {
        for (ZSetValue set : List.of(numbered(5), large(numbered(5)))) {
            assertThat(texts(set.ascending(3))).containsExactly("m003", "m004");
            assertThat(texts(set.ascending(5))).isEmpty();
            assertThat(texts(set.descending(1))).containsExactly("m001", "m000");
            assertThat(texts(set.descending(-1))).isEmpty();
        }
    }

    @Test
    void oneMemberMoreThanTheLimitConverts() {
        ZSetValue set = numbered(128);

        assertThat(set.encoding()).isEqualTo("listpack");
        set.add(Bytes.of("m000"), 99, limits);
        assertThat(set.encoding()).isEqualTo("listpack");
        set.add(Bytes.of("new"), 1, limits);

        assertThat(set.encoding()).isEqualTo("skiplist");
        set.remove(Bytes.of("new"));
        assertThat(set.encoding()).isEqualTo("skiplist");
        assertThat(set.copy().encoding()).isEqualTo("skiplist");
    }

    @Test
    void newMemberOver64BytesConverts() {
        ZSetValue set = new ZSetValue();

        set.add(Bytes.repeat('x', 64), 1, limits);
        assertThat(set.encoding()).isEqualTo("listpack");
        set.add(Bytes.repeat('y', 65), 1, limits);

        assertThat(set.encoding()).isEqualTo("skiplist");
        assertThat(set.size()).isEqualTo(2);
    }

    @Test
    void changedScoreNeverConverts() {
        ZSetValue set = numbered(3);
        limits.zsetMaxListpackEntries = 1;
        limits.zsetMaxListpackValue = 1;

        set.add(Bytes.of("m000"), 9, limits);

        assertThat(set.encoding()).isEqualTo("listpack");
        assertThat(set.last().member()).asString().isEqualTo("m000");
    }

    @Test
    void resultGoesBackToTheCompactFormIfTheLimitsAllow() {
        ZSetValue set = large(numbered(128));
        ZSetValue tooMany = large(numbered(129));
        ZSetValue tooLong = large(numbered(3));
        tooLong.add(Bytes.repeat('x', 65), 1, limits);

        set.compactIfSmall(limits);
        tooMany.compactIfSmall(limits);
        tooLong.compactIfSmall(limits);

        assertThat(set.encoding()).isEqualTo("listpack");
        assertThat(texts(set.ascending(0))).isEqualTo(texts(numbered(128).ascending(0)));
        assertThat(tooMany.encoding()).isEqualTo("skiplist");
        assertThat(tooLong.encoding()).isEqualTo("skiplist");
    }

    @Test
    void nanIsRefused() {
        assertThatThrownBy(() -> new ZSetValue().add(Bytes.of("m"), Double.NaN, limits))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zerosOfEitherSignAreOneScore() {
        ZSetValue set = new ZSetValue();
        set.add(Bytes.of("b"), -0.0, limits);
        set.add(Bytes.of("a"), 0.0, limits);

        assertThat(texts(set.ascending(0))).containsExactly("a", "b");
        assertThat(set.ranks(new ScoreRange(-0.0, false, 0.0, false)).size()).isEqualTo(2);
    }

    @Test
    void emptySetAnswersOrThrows() {
        ZSetValue set = new ZSetValue();

        assertThat(set.rank(Bytes.of("m"))).isEqualTo(-1);
        assertThat(set.score(Bytes.of("m"))).isNaN();
        assertThat(set.ranks(ScoreRange.ALL).isEmpty()).isTrue();
        assertThat(set.ranks(LexRange.ALL).isEmpty()).isTrue();
        assertThatThrownBy(set::first).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> set.random(new Random(1))).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> set.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 500})
    void scanAndRandomReachEveryMember(int size) {
        ZSetValue set = numbered(size);
        List<String> scanned = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        Random random = new Random(4);

        long cursor = 0;
        do {
            cursor = set.scan(cursor, e -> scanned.add(Bytes.text(e.member())));
        } while (cursor != 0);
        for (int i = 0; i < 40 * size; i++) {
            drawn.add(Bytes.text(set.random(random).member()));
        }

        assertThat(scanned).hasSize(size).doesNotHaveDuplicates();
        assertThat(drawn).hasSize(size);
    }
}
