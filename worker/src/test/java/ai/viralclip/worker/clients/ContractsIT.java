package ai.viralclip.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.EventType;
import ai.viralclip.worker.node.NodeCheck;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract by the tools that its readers have: AsyncAPI's own parser, and Ajv in its strict mode. */
class ContractsIT {

    private static final Path COUNTED = Path.of("target", "contracts");
    private static final NodeCheck CHECK = new NodeCheck(Path.of("..", "contracts", "check"));

    private static JsonNode report = MissingNode.getInstance();

    @BeforeAll
    static void parse() throws IOException, InterruptedException {
        Optional<String> missing = CHECK.missing();
        if (missing.isPresent()) {
            tell("contracts.skipped", missing.get());
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));
        report = CHECK.report();
    }

    @AfterAll
    static void count() throws IOException {
        if (!report.isMissingNode()) {
            tell(
                    "contracts.count",
                    "messages=%d operations=%d schemas=%d examples=%d"
                            .formatted(
                                    counted("asyncapi"),
                                    counted("operations"),
                                    counted("schemas"),
                                    counted("examples")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asyncapi", "operations", "schemas", "examples", "golden", "headers", "refused"})
    void nothingIsWrongOf(String section) {
        JsonNode problems = report.path("sections").path(section).path("problems");
        assertThat(problems.isArray()).isTrue();
        assertThat(problems).isEmpty();
        assertThat(counted(section)).isPositive();
    }

    @Test
    void theParserFindsEveryEvent() {
        List<String> messages =
                report.path("messages").valueStream().map(JsonNode::asText).toList();
        assertThat(messages)
                .containsAll(
                        Stream.of(EventType.values()).map(EventType::typeName).toList());
    }

    private static int counted(String section) {
        return report.path("sections").path(section).path("count").asInt();
    }

    private static void tell(String file, String line) throws IOException {
        Files.writeString(Files.createDirectories(COUNTED).resolve(file), line + "\n");
    }
}
