package ai.viralclip.operator.letters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NextStepsTest {

    private static final Path RUNBOOK = Path.of("..", "docs", "RUNBOOK.md");

    /** The sentence is short for what the runbook says under "Do": both replay, or neither does. */
    @ParameterizedTest
    @EnumSource
    void everyReasonHasAStepThatItsEntryInTheRunbookAgreesWith(Reason reason) throws IOException {
        String entry = entry(reason.wireName());
        String step = NextSteps.of(reason.wireName());

        assertThat(step).matches("[a-z].*[a-zA-Z]").hasSizeLessThan(100);
        assertThat(entry).contains("**Do**");
        if (step.contains("replay")) {
            assertThat(entry.toLowerCase(Locale.ROOT)).contains("replay");
        }
    }

    @Test
    void aReasonThatNobodyKnowsHasOneToo() {
        assertThat(NextSteps.of("moon_full")).contains("runbook");
        assertThat(NextSteps.of("")).contains("who wrote it");
    }

    private static String entry(String reason) throws IOException {
        String reasons = Files.readString(RUNBOOK).split("\n## Reasons\n", 2)[1].split("\n## ", 2)[0];
        String[] parts = reasons.split("\n### " + reason + "\n", 2);
        assertThat(parts).as("a heading of the runbook").hasSize(2);
        return parts[1].split("\n### ", 2)[0];
    }
}
