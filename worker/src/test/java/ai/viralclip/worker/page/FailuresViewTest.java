package ai.viralclip.worker.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A reader asks for figures, and for nobody's. */
class FailuresViewTest {

    @ParameterizedTest
    @ValueSource(strings = {"uid:ana", "run:launch", "reason:purged uid:ana", " \tuid:ana,bo", "since:2h\nrun:launch"})
    void aReaderAsksForNobodysLetters(String filter) throws Unanswerable {
        assertThatThrownBy(() -> FailuresView.filter(asked(Role.READ, filter)))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("act");
        assertThat(FailuresView.filter(asked(Role.ACT, filter))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "reason:purged", "reason:'uid:ana'", "since:2h until:1h state:open"})
    void aReaderSiftsByWhatNamesNobody(String filter) throws Unanswerable {
        assertThat(FailuresView.filter(asked(Role.READ, filter))).isNotNull();
    }

    @Test
    void aSlipIsToldWhatToTypeInstead() {
        assertThatThrownBy(() -> FailuresView.filter(asked(Role.READ, "raeson:purged")))
                .isInstanceOf(Unanswerable.class)
                .hasMessageContaining("reason:");
    }

    private static Asked asked(Role role, String filter) {
        JsonNode fields = PageAnswer.Json.MAPPER.valueToTree(Map.of("filter", filter));
        return new Asked(role, fields);
    }
}
