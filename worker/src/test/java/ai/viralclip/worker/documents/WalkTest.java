package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The stops of WALK.md are methods that are there. */
class WalkTest {

    private static final Pattern STOP = Pattern.compile("`([A-Z]\\w+\\.[a-z]\\w+)`");

    private static final JavaClasses WORKER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void everyStopIsAMethod() throws IOException {
        Set<String> stops = STOP.matcher(Files.readString(Path.of("docs", "WALK.md")))
                .results()
                .map(stop -> stop.group(1))
                .collect(Collectors.toSet());
        Set<String> methods = WORKER.stream()
                .flatMap(one -> one.getMethods().stream())
                .map(WalkTest::name)
                .collect(Collectors.toSet());
        assertThat(stops).hasSizeGreaterThan(15).isSubsetOf(methods);
    }

    private static String name(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return owner.getSimpleName() + "." + method.getName();
    }
}
