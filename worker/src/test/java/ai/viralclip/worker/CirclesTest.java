package ai.viralclip.worker;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Within a room, too, who uses whom runs one way: a file can be read without those that use it. */
class CirclesTest {

    /** Without what Spring generates: it knows all that it wires. */
    private static final JavaClasses WORKER = new ClassFileImporter()
            .withImportOption(location -> !location.contains("__"))
            .importPath(Path.of("target", "classes"));

    private static final SliceAssignment FILES = new SliceAssignment() {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            JavaClass outermost = one;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return outermost.getPackageName().startsWith("ai.viralclip.worker")
                    ? SliceIdentifier.of(outermost.getName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "files";
        }
    };

    @Test
    void noFilesUseEachOtherInACircle() {
        SlicesRuleDefinition.slices()
                .assignedFrom(FILES)
                .should()
                .beFreeOfCycles()
                .check(WORKER);
    }
}
