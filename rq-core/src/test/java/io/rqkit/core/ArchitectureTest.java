package io.rqkit.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Who may know whom inside the queue library. A rule on a room that is still empty holds. */
@AnalyzeClasses(packages = "io.rqkit.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule neverSeesTheFake =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.rqkit.fakeredis..", "io.rqkit.junit5..");

    @ArchTest
    static final ArchRule onlyTheCliKnowsTheCli = noClasses()
            .that()
            .resideOutsideOfPackage("io.rqkit.core.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rqkit.core.cli..");

    @ArchTest
    static final ArchRule noJavaSerialization = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class)
            .because("text that came from Redis must never choose the classes that are made from it");
}
