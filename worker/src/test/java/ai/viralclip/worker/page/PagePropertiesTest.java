package ai.viralclip.worker.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that nobody could use, or anybody, is refused at the start. */
class PagePropertiesTest {

    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    @ParameterizedTest
    @CsvSource({
        "false, '', '', '', ''",
        "true, " + ONE + ", '', '', ''",
        "true, '', " + ONE + ", '', ''",
        "true, " + ONE + ", " + OTHER + ", clips.example, ''",
        "true, '', '', '', neither CLIP_PAGE_READ_TOKEN nor CLIP_PAGE_ACT_TOKEN is set",
        "true, " + ONE + ", " + ONE + ", '', are the same",
        "true, 0123456789abcdef0123456789abcde, '', '', CLIP_PAGE_READ_TOKEN must be 32 to 256",
        "true, '', short, '', CLIP_PAGE_ACT_TOKEN must be 32 to 256",
        "false, '', short, '', CLIP_PAGE_ACT_TOKEN must be 32 to 256",
        "true, '', 0123456789abcdef0123456789 bcdef, '', CLIP_PAGE_ACT_TOKEN must be 32 to 256",
        "true, '', " + ONE + ", clips.example:8081, clip.page.hosts must be names",
        "true, '', " + ONE + ", https://clips.example, clip.page.hosts must be names"
    })
    void whatCanNeverWorkIsNamed(boolean enabled, String read, String act, String host, String problem) {
        List<String> problems =
                problems(new PageProperties(enabled, read, act, host.isEmpty() ? List.of() : List.of(host)));
        if (problem.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().contains(problem).doesNotContain(ONE, "short");
        }
    }

    @Test
    void aTokenFromAFileMayEndInALineBreakAndIsNeverShown() {
        PageProperties page = new PageProperties(true, "", ONE + "\n", List.of());
        assertThat(page.actToken()).isEqualTo(ONE);
        assertThat(page.toString()).doesNotContain(ONE);
    }

    private static List<String> problems(PageProperties page) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(page).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }
}
