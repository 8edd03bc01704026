package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.media.MediaFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the store's refusals mean for a clip, and for the backlog behind it. */
class FailurePolicyTest {

    private static final StoreFailure DOUBTFUL = new StoreFailure.Doubtful("put a/key: 403 AccessDenied");
    private static final StoreFailure DENIED = new StoreFailure.Denied("put a/key: 403 QuotaExceeded");

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final FailurePolicy policy = new FailurePolicy(Deliveries.PROPERTIES, () -> now, () -> 0);

    @Test
    void aRefusalThatLeavesOpenWhomItIsAboutEndsNothingAtOnce() {
        assertThat(alone(policy.of(DOUBTFUL, Attempt.first()))).isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void aClipThatAloneIsRefusedForAMinuteEndsByItself() {
        assertThat(refusedFor(Duration.ofMinutes(1), DOUBTFUL))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.STORE_REFUSED));
        assertThat(refusedFor(Duration.ofSeconds(50), DOUBTFUL)).isInstanceOf(Outcome.Deferred.class);
    }

    /** The key, the quota, the encryption: that is mended some day, and then the clip is stored. */
    @Test
    void whatOnlySettingsExplainNeverEndsAClip() {
        assertThat(refusedFor(Duration.ofDays(30), DENIED)).isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void aBacklogOfWhichNothingIsTakenIsNotDeadLettered() {
        int ended = 0;
        for (int clip = 0; clip < 1_000; clip++) {
            ended += refusedFor(Duration.ofMinutes(2), DOUBTFUL) instanceof Outcome.Rejected ? 1 : 0;
        }
        assertThat(ended).isEqualTo(Refusals.MOST_IN_A_ROW);
    }

    @Test
    void clipsThatAreRefusedWhileOthersAreStoredAllEnd() {
        for (int clip = 0; clip < 100; clip++) {
            assertThat(refusedFor(Duration.ofMinutes(2), DOUBTFUL, policy::stored))
                    .isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void whatIsTrulyAboutThisObjectEndsItAtOnce() {
        assertThat(policy.of(new StoreFailure.Refused("put a/key: 413"), Attempt.first()))
                .isInstanceOf(Outcome.Rejected.class);
    }

    /** {@code Retry-After} of the server that the media is on. */
    @Test
    void aSourceThatAsksForPatienceIsGivenSomeButNotAllThatItAsksFor() {
        assertThat(until(new MediaFailure.Busy("busy", Duration.ofSeconds(90)))).isEqualTo(now.plusSeconds(90));
        assertThat(until(new MediaFailure.Busy("busy", Duration.ofDays(90))))
                .isEqualTo(now.plus(Duration.ofMinutes(5)));
        assertThat(until(new MediaFailure.Busy("busy", Duration.ZERO)))
                .isEqualTo(until(new MediaFailure.Unresponsive("silent")));
    }

    private Instant until(MediaFailure failure) {
        Outcome.Deferred deferred = (Outcome.Deferred) policy.of(failure, Attempt.first());
        assertThat(deferred.cause()).isEqualTo(DeferCause.SOURCE_UNRESPONSIVE);
        return deferred.until();
    }

    private Outcome refusedFor(Duration time, StoreFailure failure) {
        return refusedFor(time, failure, () -> {});
    }

    /** A clip that is tried every few seconds; returns what becomes of it then. */
    private Outcome refusedFor(Duration time, StoreFailure failure, Runnable meanwhile) {
        Attempt attempt = Attempt.first();
        for (int i = 0; i < 10; i++) {
            attempt = attempt.after(DeferCause.OBJECT_REFUSED, now);
            now = now.plus(time.dividedBy(10));
            meanwhile.run();
        }
        return alone(policy.of(failure, attempt));
    }

    private static Outcome alone(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).alone();
    }
}
