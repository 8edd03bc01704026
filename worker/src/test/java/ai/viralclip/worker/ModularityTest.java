package ai.viralclip.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms and what each may use, as their {@code package-info} declares it. */
class ModularityTest {

    /**
     * Without what Spring generates for a start without reflection: it knows all that it wires, and is nobody's code.
     */
    private static final JavaClasses WORKER = new ClassFileImporter()
            .withImportOption(location -> !location.contains("__"))
            .importPath(Path.of("target", "classes"));

    @Test
    void everyRoomUsesOnlyTheRoomsThatItDeclares() {
        ApplicationModules.of(ClipStorageWorker.class).verify();
    }

    @Test
    void theBucketKnowsNeitherItsStoreNorTheWayThere() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..worker.bucket.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..worker.bucket.s3..")
                .check(WORKER);
        noClasses()
                .that()
                .resideOutsideOfPackages("..worker.bucket.s3..", "..worker.bucket.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..worker.bucket.http..")
                .check(WORKER);
    }

    @Test
    void theStoreBehindTheBucketIsTheOnlyUserOfTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..worker.bucket.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(WORKER);
    }

    @Test
    void threeRoomsAloneUseKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..kafka..", "..intake..", "..requests..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
                .check(WORKER);
    }

    @Test
    void openTelemetryIsKnownOnAClipsPathAndItsSdkToTracingAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..tracing..", "..kafka..", "..intake..", "..bucket..", "..highlights..", "..telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(WORKER);
        noClasses()
                .that()
                .resideOutsideOfPackage("..tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..")
                .check(WORKER);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(WORKER);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(WORKER);
    }

    @Test
    void nothingLocalOrOfTheOperatorsIsOnTheProductionClassPath() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.viralclip.worker.local..", "ai.viralclip.worker.cli..", "org.gaul..", "kafka..")
                .check(WORKER);
    }

    @Test
    void concreteClassesAreFinalUnlessSpringMustExtendThem() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
                .and()
                .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(WORKER);
    }
}
