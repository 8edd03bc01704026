package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.media.MediaFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each failure means for a clip: the table of FAILURES.md, row by row. */
class FailureTableTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String WHY = "why";

    private final FailurePolicy policy = new FailurePolicy(Deliveries.PROPERTIES, () -> NOON, () -> 0);

    /** @param atLast once it was tried for a month, in vain */
    record Row(Object failure, String atFirst, String atLast) {

        @Override
        public String toString() {
            return failure.toString();
        }
    }

    static Stream<Row> table() {
        return Stream.of(
                row(new MediaFailure.NotAllowed(WHY), "rejected source_not_allowed"),
                row(new MediaFailure.WrongMagicBytes(WHY), "rejected wrong_magic_bytes"),
                row(new MediaFailure.SizeMismatch(WHY), "rejected size_mismatch"),
                row(new MediaFailure.TooLarge(WHY), "rejected size_mismatch"),
                row(new MediaFailure.ChecksumMismatch(WHY), "rejected checksum_mismatch"),
                row(new MediaFailure.Missing(WHY), "deferred source_missing", "rejected source_missing"),
                row(new MediaFailure.Changed(WHY), "deferred source_changed", "rejected checksum_mismatch"),
                row(new MediaFailure.RootGone(WHY), "deferred source_root_gone"),
                row(new MediaFailure.Unresponsive(WHY), "deferred source_unresponsive"),
                row(new MediaFailure.Busy(WHY, Duration.ofSeconds(7)), "deferred source_unresponsive"),
                row(new StoreFailure.Unavailable(WHY, false), "deferred store_unavailable"),
                row(new StoreFailure.Unavailable(WHY, true), "deferred store_throttled"),
                row(new StoreFailure.Denied(WHY), "refused, alone: deferred object_refused"),
                row(
                        new StoreFailure.Doubtful(WHY),
                        "refused, alone: deferred object_refused",
                        "refused, alone: rejected store_refused"),
                row(new StoreFailure.Refused(WHY), "rejected store_refused"),
                row(new StoreFailure.BadDigest(WHY), "deferred source_changed", "rejected checksum_mismatch"),
                row(new StoreFailure.SourceUnreadable(WHY), "deferred source_missing", "rejected source_missing"),
                row(new StoreFailure.SourceUnresponsive(WHY), "deferred source_unresponsive"),
                row(new IllegalStateException(WHY), "deferred internal_error", "rejected internal_error"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aClipMeetsItForTheFirstTime(Row row) {
        assertThat(text(decided(row.failure(), Attempt.first()))).isEqualTo(row.atFirst());
    }

    @ParameterizedTest
    @MethodSource("table")
    void aClipMeetsItForAMonth(Row row) {
        String cause = row.atFirst().replaceFirst(".*deferred ", "");
        Optional<Attempt.Streak> lately = cause.contains(" ")
                ? Optional.empty()
                : Optional.of(new Attempt.Streak(
                        DeferCause.valueOf(cause.toUpperCase(Locale.ROOT)), 10_000, NOON.minus(Duration.ofDays(30))));
        assertThat(text(decided(row.failure(), new Attempt(10_001, lately, Attempt.Before.NOBODY))))
                .isEqualTo(row.atLast());
    }

    @Test
    void theTableHasEveryFailureThatThereIs() {
        Set<Class<?>> all = table().map(row -> row.failure().getClass()).collect(Collectors.toSet());
        assertThat(all)
                .containsAll(List.of(MediaFailure.class.getPermittedSubclasses()))
                .containsAll(List.of(StoreFailure.class.getPermittedSubclasses()));
    }

    /** At least so many times and at least so long: a fast store must not end in seconds what somebody still writes. */
    @ParameterizedTest
    @CsvSource({
        "9,  PT1H,   deferred source_missing",
        "99, PT9M,   deferred source_missing",
        "9,  PT10M,  deferred source_missing",
        "10, PT10M,  rejected source_missing",
    })
    void patienceIsAttemptsAndTime(int tries, Duration time, String outcome) {
        Attempt.Streak before = new Attempt.Streak(DeferCause.SOURCE_MISSING, tries - 1, NOON.minus(time));
        Attempt attempt = new Attempt(tries, Optional.of(before), Attempt.Before.NOBODY);
        assertThat(text(policy.of(new MediaFailure.Missing(WHY), attempt))).isEqualTo(outcome);
    }

    @Test
    void whatAnotherCauseTookUsesUpNoPatience() {
        Attempt.Streak outage = new Attempt.Streak(DeferCause.STORE_UNAVAILABLE, 500, NOON.minus(Duration.ofDays(1)));
        Attempt attempt = new Attempt(501, Optional.of(outage), Attempt.Before.NOBODY);
        assertThat(text(policy.of(new MediaFailure.Missing(WHY), attempt))).isEqualTo("deferred source_missing");
    }

    /** Without jitter, half of the full delay. */
    @ParameterizedTest
    @CsvSource({"1, 250", "2, 500", "3, 1000", "5, 4000", "6, 7500", "10000, 7500"})
    void theDelayGrowsUpToTheLongest(int attempt, long millis) {
        Outcome outcome = policy.of(
                new StoreFailure.Unavailable(WHY, false),
                new Attempt(attempt, Optional.empty(), Attempt.Before.NOBODY));
        assertThat(((Outcome.Deferred) outcome).until()).isEqualTo(NOON.plusMillis(millis));
    }

    private Outcome decided(Object failure, Attempt attempt) {
        return switch (failure) {
            case MediaFailure media -> policy.of(media, attempt);
            case StoreFailure store -> policy.of(store, attempt);
            case Throwable defect -> policy.ofDefect(defect, attempt);
            default -> throw new IllegalArgumentException(failure.toString());
        };
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rejected rejected -> "rejected " + rejected.reason().wireName();
            case Outcome.Deferred deferred -> "deferred " + deferred.cause().wireName();
            case Outcome.Refused refused -> "refused, alone: " + text(refused.alone());
            case Outcome.Ready _, Outcome.Overtaken _ -> outcome.toString();
        };
    }

    private static Row row(Object failure, String always) {
        return row(failure, always, always);
    }

    private static Row row(Object failure, String atFirst, String atLast) {
        return new Row(failure, atFirst, atLast);
    }
}
