package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page names is there: settings, tests, other pages. */
class NamesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<Path> FOLDERS = List.of(
            Path.of("contracts"), Path.of("monitoring"), Path.of("worker", "docs"), Path.of("worker", "deploy"));
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target");

    /** In the room of a setting: metrics and attributes of spans have names in other rooms. */
    private static final Pattern SETTING = Pattern.compile(
            "`(clip\\.(?:r2|urls|media|highlights|delivery|catalog|intake|topics|requests|slo|watchdog|page)\\.[a-z0-9.-]+)`");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:IT|Test))`");
    private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w*(?:IT|Test)\\.[a-z]\\w*)`");
    private static final Map<String, Path> TESTS = tests();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");

    private static final Pattern ANCHORED = Pattern.compile("]\\(([^)#\\s]*)#([^)\\s]+)\\)");

    static List<Path> pages() {
        try (Stream<Path> found = FOLDERS.stream().flatMap(folder -> walk(folder, ".md"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("worker", "CHANGELOG.md")), found)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingIsOne(Path page) throws IOException {
        assertThat(named(SETTING, page)).isSubsetOf(Defaults.read().values().keySet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestIsThere(Path page) throws IOException {
        assertThat(named(TEST, page)).isSubsetOf(TESTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyMethodOfATestIsThere(Path page) throws IOException {
        for (String name : named(METHOD, page)) {
            int dot = name.indexOf('.');
            Path file = Optional.ofNullable(TESTS.get(name.substring(0, dot)))
                    .orElseThrow(() -> new AssertionError("there is no " + name));
            assertThat(Files.readString(ROOT.resolve(file))).as(name).contains("void " + name.substring(dot + 1) + "(");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkWithinTheRepositoryLeadsSomewhere(Path page) throws IOException {
        Path folder = ROOT.resolve(page).resolveSibling(".");
        assertThat(named(LINK, page))
                .filteredOn(link -> !link.matches("[a-z]+:.*"))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToAHeadingLeadsToOne(Path page) throws IOException {
        Path file = ROOT.resolve(page);
        assertThat(ANCHORED.matcher(Files.readString(file)).results())
                .filteredOn(link ->
                        !link.group(1).matches("[a-z]+:.*") && link.group(1).matches("|.*\\.md"))
                .allSatisfy(
                        link -> assertThat(anchors(link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1))))
                                .contains(link.group(2)));
    }

    private static List<String> anchors(Path page) {
        try {
            return Headings.of(Files.readString(page)).stream()
                    .map(Headings.Heading::anchor)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Path> tests() {
        return Stream.of("contracts", "worker")
                .flatMap(folder -> walk(Path.of(folder), ".java"))
                .filter(file -> file.toString().matches(".*(IT|Test)\\.java"))
                .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), file -> file));
    }

    /** What is ours in it and ends so, by its path in the repository. */
    private static Stream<Path> walk(Path folder, String end) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(end) && isOurs(file))
                    .map(ROOT::relativize)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        return StreamSupport.stream(ROOT.relativize(file).spliterator(), false)
                .noneMatch(part -> NOT_OURS.contains(part.toString()));
    }
}
