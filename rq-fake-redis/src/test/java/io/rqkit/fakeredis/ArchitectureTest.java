package io.rqkit.fakeredis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenFieldsConjunction;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Who may know whom inside the server. A rule on a room that is still empty holds. */
@AnalyzeClasses(packages = "io.rqkit.fakeredis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.rqkit.fakeredis..";
    private static final String CLOCK = "io.rqkit.fakeredis.clock..";
    private static final String INTERNAL = "io.rqkit.fakeredis.internal.";
    private static final String DATA = INTERNAL + "data..";
    private static final String RESP = INTERNAL + "resp..";
    private static final String LUA = INTERNAL + "lua..";
    private static final String RDB = INTERNAL + "rdb..";
    private static final String COMMAND = INTERNAL + "command";
    private static final String FAMILIES = INTERNAL + "command.*..";
    private static final String ENGINE = INTERNAL + "engine..";
    private static final String TRANSPORT = INTERNAL + "transport..";

    /** The one class that makes a random generator, from the server's seed; all others are handed it. */
    private static final String GENERATOR = INTERNAL + "engine.Engine";

    /** A script that never ends must be noticed though the clock stands still. */
    private static final String STOPWATCH = INTERNAL + "engine.Stopwatch";

    @ArchTest
    static final ArchRule dataKnowsOnlyItself = knowsOnlyItself(DATA);

    @ArchTest
    static final ArchRule respKnowsOnlyItself = knowsOnlyItself(RESP);

    @ArchTest
    static final ArchRule luaKnowsNothingOfRedis = knowsOnlyItself(LUA);

    @ArchTest
    static final ArchRule rdbKnowsValuesOnly = noClasses()
            .that()
            .resideInAPackage(RDB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, COMMAND + "..", TRANSPORT)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule commandRootKnowsNoOneAbove = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, FAMILIES, TRANSPORT)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineKnowsNoFamily = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAMILIES, TRANSPORT)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule familiesKnowNoTransport = noClasses()
            .that()
            .resideInAPackage(FAMILIES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TRANSPORT)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule familiesKnowNotOneAnother = slices().matching(INTERNAL + "command.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule needsOnlyTheJdk = noClasses()
            .should()
            .dependOnClassesThat(not(resideInAnyPackage("java..", "javax.net..", "org.jspecify.annotations", ROOT)))
            .because("a user's class path gains this jar and nothing else");

    @ArchTest
    static final ArchRule onlyTheClockReadsTime = noClasses()
            .that()
            .resideOutsideOfPackages(CLOCK, TRANSPORT)
            .and()
            .doNotHaveFullyQualifiedName(STOPWATCH)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .allowEmptyShould(true)
            .because("a test that freezes the clock must freeze everything");

    @ArchTest
    static final ArchRule onlyTheEngineMakesGenerators = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(GENERATOR)
            .should()
            .dependOnClassesThat(assignableTo(Random.class)
                    .or(assignableTo(ThreadLocalRandom.class))
                    .or(assignableTo(SplittableRandom.class)))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(RandomGenerator.class, "getDefault")
            .orShould()
            .callMethod(RandomGenerator.class, "of", String.class)
            .because("one seed must replay a whole run");

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            staticFields().should().beFinal().allowEmptyShould(true);

    @ArchTest
    static final ArchRule staticFieldsAreNotMadeToChange = staticFields()
            .should(notHold(
                    assignableTo(AbstractCollection.class)
                            .or(assignableTo(AbstractMap.class))
                            .or(resideInAPackage("java.util.concurrent.atomic"))
                            .or(assignableTo(ThreadLocal.class)),
                    field -> false))
            .allowEmptyShould(true);

    /** A private array can serve as a table of constants; one that others see can be written by them, unless empty. */
    @ArchTest
    static final ArchRule staticArraysArePrivate = staticFields()
            .and()
            .areNotPrivate()
            .should(notHold(
                    DescribedPredicate.describe("an array", JavaClass::isArray), ArchitectureTest::isEmptyArray))
            .allowEmptyShould(true);

    private static ArchRule knowsOnlyItself(String room) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT).and(not(resideInAPackage(room))))
                .allowEmptyShould(true);
    }

    private static GivenFieldsConjunction staticFields() {
        return fields().that().areStatic().and(notSynthetic());
    }

    private static DescribedPredicate<JavaField> notSynthetic() {
        return DescribedPredicate.describe(
                "are written by hand", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static ArchCondition<JavaField> notHold(
            DescribedPredicate<? super JavaClass> mutable, Predicate<JavaField> harmless) {
        return new ArchCondition<>("not be of a type made to change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean satisfied = !mutable.test(field.getRawType()) || harmless.test(field);
                events.add(new SimpleConditionEvent(field, satisfied, field.getDescription()));
            }
        };
    }

    private static boolean isEmptyArray(JavaField field) {
        try {
            Field array = field.reflect();
            array.setAccessible(true);
            return Array.getLength(array.get(null)) == 0;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
