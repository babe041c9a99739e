package io.rqkit.junit5;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
}
