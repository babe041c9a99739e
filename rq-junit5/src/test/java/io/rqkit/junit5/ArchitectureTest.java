package io.rqkit.junit5;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestWatcher;

/** What the extension may lean on. */
@AnalyzeClasses(packages = "io.rqkit.junit5", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule needsOnlyJupitersApi = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.junit.jupiter.engine..", "org.junit.jupiter.params..", "org.junit.platform.engine..")
            .because("users choose the engine; this module compiles against the API alone");

    @ArchTest
    static final ArchRule seesOnlyTheFakesOpenRooms =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.rqkit.fakeredis.internal..");

    @ArchTest
    static final ArchRule keepsNothingInTheExtensionItself = fields().that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Extension.class)
            .should()
            .beFinal()
            .because("one instance serves many threads and classes; what changes stands in Jupiter's stores");

    @ArchTest
    static final ArchRule needsNoStoreInAWatcher = noClasses()
            .should()
            .implement(TestWatcher.class)
            .because("the store of a test is closed when its watchers are told");

    @ArchTest
    static final ArchRule leavesTheEndToTheStore = noClasses()
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .because("what the store owns it closes, before the JVM ends");

    @ArchTest
    static final ArchRule changesNoSystemProperty = noClasses()
            .should()
            .callMethod(System.class, "setProperty", String.class, String.class)
            .because("tests run beside one another in one JVM");
}
