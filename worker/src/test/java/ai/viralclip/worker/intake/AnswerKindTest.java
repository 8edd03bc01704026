package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.Outcome;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnswerKindTest {

    private static final Set<Reason> NOTHING_TO_MEND = EnumSet.of(Reason.SUPERSEDED, Reason.PURGED);

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatNobodyCanMendHasNoDeadLetterAndAllElseHas(Reason reason) {
        assertThat(IntakeEvent.AnswerKind.of(new Outcome.Rejected(reason, "")))
                .isEqualTo(
                        NOTHING_TO_MEND.contains(reason)
                                ? IntakeEvent.AnswerKind.FAILED_ALONE
                                : IntakeEvent.AnswerKind.FAILED);
    }
}
