package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README is read to its end: what is more than a newcomer needs has a page of its own. */
class ReadmeTest {

    private static final int MOST_LINES = 150;

    @Test
    void aNewcomerReadsItInOneSitting() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "README.md"))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
}
