package ai.viralclip.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.media.file.MountedRoots;
import ai.viralclip.worker.media.file.Sources;
import ai.viralclip.worker.telemetry.HandTurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What readiness says, and which of its reasons where there are several. */
class IntakeHealthTest {

    @TempDir
    Path temp;

    private final WatchedWorker worker = new WatchedWorker();

    @Test
    void beforeTheBucketWasLookedAtNothingIsConsumed() {
        IntakeHealth atFirst = new IntakeHealth(worker.clock, worker.watchdog, new MountHealth(Sources.mounts()));

        assertThat(atFirst.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(atFirst.health().getDetails()).containsEntry("reason", "bucket_unproved");
    }

    @ParameterizedTest
    @EnumSource(names = {"STORE_UNAVAILABLE", "STORE_THROTTLED"})
    void aStoreThatFailsIsToldAfterTenSecondsUntilAClipIsReady(DeferCause cause) {
        worker.tell(WatchedWorker.admitted(WatchedWorker.CLIP));
        worker.tell(new IntakeEvent.Deferred(cause));
        worker.clock.forwardSeconds(10);
        worker.tell(new IntakeEvent.Deferred(cause));
        assertThat(status()).isEqualTo(Status.UP);

        worker.clock.forwardSeconds(1);
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(worker.health.health().getDetails())
                .containsEntry("reason", cause.wireName())
                .containsEntry("since", HandTurnedClock.NOON.toString());

        worker.tell(new IntakeEvent.Ready(WatchedWorker.CLIP, 1, Duration.ZERO));
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void aFailureThatNothingMetForAMinuteIsForgotten() {
        worker.tell(new IntakeEvent.Deferred(DeferCause.STORE_UNAVAILABLE));
        worker.clock.forwardSeconds(59);
        assertThat(status()).isEqualTo(Status.DOWN);

        worker.clock.forwardSeconds(1);
        assertThat(status()).isEqualTo(Status.UP);
    }

    /** They are a clip's own, or a root's, of which the mounts are asked. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"STORE_UNAVAILABLE", "STORE_THROTTLED"})
    void whatElseClipsWaitForLeavesItUp(DeferCause cause) {
        worker.tell(new IntakeEvent.Deferred(cause));
        worker.clock.forwardSeconds(30);
        worker.tell(new IntakeEvent.Deferred(cause));
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void onlyReadyClipsThatCannotBeToldStopEverything() {
        worker.tell(
                new IntakeEvent.Withheld(Set.of(IntakeEvent.AnswerKind.FAILED, IntakeEvent.AnswerKind.FAILED_ALONE)));
        assertThat(status()).isEqualTo(Status.UP);

        worker.tell(new IntakeEvent.Withheld(Set.of(IntakeEvent.AnswerKind.READY)));
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(worker.health.health().getDetails()).containsEntry("reason", "answers_withheld");

        worker.tell(new IntakeEvent.Withheld(Set.of()));
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void rootsOfWhichNoneCanBeUsedAreTheLastReason() {
        MountedRoots roots = new MountedRoots(temp.resolve("none"));
        roots.lookFor(temp.resolve("none").resolve("clip.mp4"));
        IntakeHealth rootless = new IntakeHealth(worker.clock, worker.watchdog, new MountHealth(roots.mounts()));
        rootless.on(new BucketEvent.Resumed());
        assertThat(rootless.health().getDetails()).containsEntry("reason", "source_root_gone");

        rootless.on(new IntakeEvent.Deferred(DeferCause.STORE_UNAVAILABLE));
        worker.clock.forwardSeconds(11);
        assertThat(reason(rootless.health())).isEqualTo("store_unavailable");

        rootless.on(new IntakeEvent.Withheld(Set.of(IntakeEvent.AnswerKind.READY)));
        assertThat(reason(rootless.health())).isEqualTo("answers_withheld");
    }

    @Test
    void whatCannotBeReadIsNamedBesideEveryReason() {
        worker.tell(new IntakeEvent.Parked(Set.of(1)));
        worker.tell(new IntakeEvent.Withheld(Set.of(IntakeEvent.AnswerKind.READY)));

        assertThat(worker.health.health().getDetails())
                .containsEntry("reason", "answers_withheld")
                .containsEntry("parked", Map.of("clips", Set.of(1)));
    }

    private Status status() {
        return worker.health.health().getStatus();
    }

    private static Object reason(Health health) {
        return health.getDetails().getOrDefault("reason", "");
    }
}
