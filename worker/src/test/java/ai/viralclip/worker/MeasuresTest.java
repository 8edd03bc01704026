package ai.viralclip.worker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The measure of a room: what a reader has to hold in mind at one time. */
class MeasuresTest {

    private static final int FILES_OF_A_ROOM = 25;
    private static final int LINES_OF_A_FILE = 250;
    private static final int LINES_OF_A_METHOD = 30;
    private static final int PARAMETERS_OF_A_CONSTRUCTOR = 6;
    private static final int CHARACTERS_OF_A_TESTS_NAME = 60;

    private static final String CONSTRUCTOR = "<init>";
    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

    private static final List<Source> CODE = Source.under("src/main/java");
    private static final List<Source> TEST_CODE = Source.under("src/test/java");

    /** What others run: neither the one-command run on a developer's machine, nor the benchmarks. */
    private static final List<Source> SHIPPED = CODE.stream()
            .filter(source -> !source.isOf("worker/local") && !source.isOf("worker/bench"))
            .toList();

    @Test
    void noFileIsTooLong() {
        assertThat(CODE).hasSizeGreaterThan(300);
        assertThat(TEST_CODE).hasSizeGreaterThan(300);
        assertThat(Stream.concat(CODE.stream(), TEST_CODE.stream()))
                .filteredOn(source -> source.lines() > LINES_OF_A_FILE)
                .isEmpty();
    }

    /** Its package-info counts. */
    @Test
    void noRoomHasTooManyFiles() {
        Map<Path, Long> rooms = SHIPPED.stream()
                .filter(source -> source.isOf("worker"))
                .collect(groupingBy(source -> source.path().getParent(), counting()));
        assertThat(rooms).hasSizeGreaterThan(12);
        assertThat(rooms).allSatisfy((room, files) -> assertThat(files).isLessThanOrEqualTo(FILES_OF_A_ROOM));
    }

    @Test
    void noMethodIsTooLong() {
        assertThat(found(
                        SHIPPED,
                        (source, method) ->
                                method.getBody() != null && source.linesWithin(method.getBody()) > LINES_OF_A_METHOD))
                .isEmpty();
    }

    /** Records are what they hold; Spring binds settings to some of them. */
    @Test
    void noConstructorOfAClassTakesTooMuch() {
        List<String> found = new ArrayList<>();
        for (Source source : CODE) {
            source.methods((owner, method) -> {
                if (isConstructor(owner, method) && method.getParameters().size() > PARAMETERS_OF_A_CONSTRUCTOR) {
                    found.add(source.place(method));
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noTestsNameIsTooLong() {
        assertThat(found(
                        TEST_CODE,
                        (_, method) -> isTest(method) && method.getName().length() > CHARACTERS_OF_A_TESTS_NAME))
                .isEmpty();
    }

    @Test
    void noTwoFilesOfTheWorkerHaveOneName() {
        assertThat(CODE.stream()
                        .filter(source ->
                                source.isOf("worker/src") && !source.name().equals("package-info"))
                        .collect(groupingBy(Source::name))
                        .values())
                .filteredOn(all -> all.size() > 1)
                .isEmpty();
    }

    private static List<String> found(List<Source> sources, BiPredicate<Source, MethodTree> which) {
        List<String> found = new ArrayList<>();
        for (Source source : sources) {
            source.methods((_, method) -> {
                if (which.test(source, method)) {
                    found.add(source.place(method) + " " + method.getName());
                }
            });
        }
        return found;
    }

    private static boolean isConstructor(ClassTree owner, MethodTree method) {
        return method.getName().contentEquals(CONSTRUCTOR) && owner.getKind() != Tree.Kind.RECORD;
    }

    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(type -> TESTS.contains(type.toString()));
    }
}
