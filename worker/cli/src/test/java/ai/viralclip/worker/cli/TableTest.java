package ai.viralclip.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void alignsTextLeftAndNumbersRightAndPadsNothingAtTheEnd() {
        Table table = Table.of("CLIP", "SIZE>", "URL");
        table.row("a", "1.0 kB", "http://127.0.0.1/a?long=1");
        table.row("a longer one", "-", "none");

        assertThat(table.lines())
                .containsExactly(
                        "CLIP            SIZE  URL",
                        "a             1.0 kB  http://127.0.0.1/a?long=1",
                        "a longer one       -  none");
    }
}
