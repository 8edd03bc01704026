package ai.viralclip.worker.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.kafka.TopicPages.Place;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {

    private static final VerificationScope ALL = new VerificationScope(Optional.empty(), Optional.empty());

    static Stream<Checkpoint> checkpoints() {
        return Stream.of(
                new Checkpoint.Objects("users/u1/r1/clips/clip_split_1.mp4", 0),
                new Checkpoint.Objects("users/a:b/\n ü/", Integer.MAX_VALUE),
                new Checkpoint.Uploads("id:7\nusers/u1/x", 12),
                new Checkpoint.Answers(new Place(3, 1L << 40)),
                new Checkpoint.Letters(Place.START));
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void aCursorSaysItInLettersThatAShellLeavesAlone(Checkpoint checkpoint) throws Exception {
        assertThat(checkpoint.cursor()).matches("[A-Za-z0-9_-]+");
        assertThat(Checkpoint.of(Optional.of(checkpoint.cursor()), ALL)).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bzo", "bzotMTp1c2Vycy8", "eDowOnVzZXJzLw", "bzowMDp1c2Vycy8"})
    void anyOtherIsRefused(String cursor) {
        assertThatExceptionOfType(InvalidCheckpoint.class)
                .isThrownBy(() -> Checkpoint.of(Optional.of(cursor), ALL))
                .withMessageStartingWith("/cursor: ");
    }

    @Test
    void oneOfAnotherUserIsRefused() {
        VerificationScope user = new VerificationScope(Optional.of(new Uid("u1")), Optional.empty());
        String cursor = new Checkpoint.Objects("users/u10/r1/highlights.json", 0).cursor();
        assertThatExceptionOfType(InvalidCheckpoint.class).isThrownBy(() -> Checkpoint.of(Optional.of(cursor), user));
    }

    @Test
    void aRunWithoutItsUserIsRefused() {
        VerifyRequested request =
                new VerifyRequested(Optional.empty(), Optional.of(new RunId("r1")), Optional.empty(), Optional.empty());
        assertThatExceptionOfType(InvalidCheckpoint.class)
                .isThrownBy(() -> VerificationScope.of(request))
                .withMessageStartingWith("/run_id: ");
    }
}
