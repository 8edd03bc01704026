package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whoever changes a figure in the code is told which sentences say another one. */
class FiguresTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(files = "src/test/resources/documented-figures.txt", delimiter = '|', quoteCharacter = '^')
    void theDocumentSaysWhatTheCodeDoes(String document, String sentence, String figure) throws IOException {
        String text = Files.readString(ROOT.resolve(document)).replaceAll("\\s+", " ");
        String expected = Figure.of(figure).in(sentence);
        assertThat(text.contains(expected))
                .as("%s says by %s: %s", document, figure, expected)
                .isTrue();
    }
}
