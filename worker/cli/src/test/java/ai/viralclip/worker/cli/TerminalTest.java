package ai.viralclip.worker.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    @Test
    void aTitleIsNotQuestionMarksWhereNoLocaleIsNamed() {
        assertThat(shown("Übung …", US_ASCII)).isEqualTo("Übung …".getBytes(UTF_8));
    }

    @Test
    void aLocaleThatIsNamedIsKeptTo() {
        assertThat(shown("Übung", ISO_8859_1)).isEqualTo("Übung".getBytes(ISO_8859_1));
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(terminal(new ByteArrayOutputStream(), UTF_8, false).bold("N"))
                .isEqualTo("N");
        assertThat(terminal(new ByteArrayOutputStream(), UTF_8, true).bold("N")).isEqualTo("\u001b[1mN\u001b[0m");
    }

    private static byte[] shown(String text, Charset locale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        terminal(bytes, locale, false).out().print(text);
        return bytes.toByteArray();
    }

    private static Terminal terminal(ByteArrayOutputStream bytes, Charset locale, boolean colours) {
        return new Terminal(Terminal.readable(new PrintStream(bytes, true, locale)), colours, colours);
    }
}
