package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.delivery.Outcome.Deferred;
import ai.viralclip.worker.delivery.Outcome.Refused;
import ai.viralclip.worker.delivery.Outcome.Rejected;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.process.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a failure means: the table of FAILURES.md, as code. */
final class FailurePolicy {

    private static final int REFUSALS = 4;

    /** A change of a key's rights takes R2 about that long to be true everywhere. */
    private static final Duration REFUSED_WITHIN = Duration.ofMinutes(1);

    /** That a source may ask to be left alone ({@code Retry-After}). */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private final DeliveryProperties properties;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Refusals refusals;

    FailurePolicy(DeliveryProperties properties, InstantSource clock, RandomGenerator random) {
        this.properties = properties;
        this.clock = clock;
        this.backoff = new Backoff(properties.firstDelay(), properties.maxDelay(), random);
        this.refusals = new Refusals(clock);
    }

    /** A clip that was rendered so long ago that its purge may be forgotten. Not taken back: it may be a good one. */
    Optional<Outcome> ofAge(Instant renderedAt) {
        Duration oldest = properties.oldestRendering();
        return Optional.of(renderedAt)
                .filter(at -> at.isBefore(clock.instant().minus(oldest)))
                .map(at -> new Rejected(
                        Reason.CONTRACT_BROKEN,
                        "it was rendered at " + at + ", longer ago than clip.delivery.oldest-rendering ("
                                + oldest.toDays() + " days): what was purged since is not known any more"));
    }

    Outcome of(MediaFailure failure, Attempt attempt) {
        return switch (failure) {
            case MediaFailure.NotAllowed(var detail) -> new Rejected(Reason.SOURCE_NOT_ALLOWED, detail);
            case MediaFailure.WrongMagicBytes(var detail) -> new Rejected(Reason.WRONG_MAGIC_BYTES, detail);
            case MediaFailure.SizeMismatch(var detail) -> new Rejected(Reason.SIZE_MISMATCH, detail);
            case MediaFailure.TooLarge(var detail) -> new Rejected(Reason.SIZE_MISMATCH, detail);
            case MediaFailure.ChecksumMismatch(var detail) -> new Rejected(Reason.CHECKSUM_MISMATCH, detail);
            case MediaFailure.RootGone(var detail) -> deferred(DeferCause.SOURCE_ROOT_GONE, detail, attempt);
            case MediaFailure.Unresponsive(var detail) -> deferred(DeferCause.SOURCE_UNRESPONSIVE, detail, attempt);
            case MediaFailure.Busy(var detail, var atLeast) -> patiently(detail, atLeast, attempt);
            case MediaFailure.Changed(var detail) ->
                whilePatient(DeferCause.SOURCE_CHANGED, Reason.CHECKSUM_MISMATCH, detail, attempt);
            case MediaFailure.Missing(var detail) ->
                whilePatient(DeferCause.SOURCE_MISSING, Reason.SOURCE_MISSING, detail, attempt);
        };
    }

    Outcome of(StoreFailure failure, Attempt attempt) {
        return switch (failure) {
            case StoreFailure.Unavailable(var detail, var throttled) ->
                deferred(throttled ? DeferCause.STORE_THROTTLED : DeferCause.STORE_UNAVAILABLE, detail, attempt);
            case StoreFailure.Denied(var detail) ->
                new Refused(detail, deferred(DeferCause.OBJECT_REFUSED, detail, attempt));
            case StoreFailure.Doubtful(var detail) -> new Refused(detail, ofRefusal(detail, attempt));
            case StoreFailure.Refused(var detail) -> new Rejected(Reason.STORE_REFUSED, detail);
            case StoreFailure.BadDigest(var detail) ->
                whilePatient(DeferCause.SOURCE_CHANGED, Reason.CHECKSUM_MISMATCH, detail, attempt);
            case StoreFailure.SourceUnresponsive(var detail) ->
                deferred(DeferCause.SOURCE_UNRESPONSIVE, detail, attempt);
            case StoreFailure.SourceUnreadable(var detail) ->
                whilePatient(DeferCause.SOURCE_MISSING, Reason.SOURCE_MISSING, detail, attempt);
        };
    }

    /** A defect must neither lose the event nor hold its partition for ever. */
    Outcome ofDefect(Throwable defect, Attempt attempt) {
        String detail =
                "the worker failed on this event with " + defect.getClass().getSimpleName();
        return whilePatient(DeferCause.INTERNAL_ERROR, Reason.INTERNAL_ERROR, detail, attempt);
    }

    /**
     * Given up sooner than a source, which somebody may still be writing; and only where the store is seen to take
     * other clips.
     */
    private Outcome ofRefusal(String detail, Attempt attempt) {
        Attempt.Streak streak = attempt.streak(DeferCause.OBJECT_REFUSED, clock.instant());
        return isOver(streak, REFUSALS, REFUSED_WITHIN) && refusals.mayEnd(streak.since())
                ? new Rejected(Reason.STORE_REFUSED, detail + tries(streak))
                : deferred(DeferCause.OBJECT_REFUSED, detail, attempt);
    }

    /** A clip was stored, and its highlight. */
    void stored() {
        refusals.stored();
    }

    private Outcome whilePatient(DeferCause cause, Reason finallyFor, String detail, Attempt attempt) {
        // Only what this cause took counts: a store that was away for hours must not use up the patience with a source.
        Attempt.Streak streak = attempt.streak(cause, clock.instant());
        return isOver(streak, properties.sourceAttempts(), properties.sourcePatience())
                ? new Rejected(finallyFor, detail + tries(streak))
                : deferred(cause, detail, attempt);
    }

    private boolean isOver(Attempt.Streak streak, int tries, Duration patience) {
        return streak.tries() >= tries && waited(streak).compareTo(patience) >= 0;
    }

    private String tries(Attempt.Streak streak) {
        return " (" + streak.tries() + " attempts in " + waited(streak).toSeconds() + " s)";
    }

    private Duration waited(Attempt.Streak streak) {
        return Duration.between(streak.since(), clock.instant());
    }

    /** As long as the server asks for, within bounds: it may be wrong about itself, or mean us no good. */
    private Deferred patiently(String detail, Duration atLeast, Attempt attempt) {
        Deferred usual = deferred(DeferCause.SOURCE_UNRESPONSIVE, detail, attempt);
        Instant asked = clock.instant().plus(atLeast.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : atLeast);
        return usual.until().isBefore(asked) ? new Deferred(usual.cause(), detail, asked) : usual;
    }

    private Deferred deferred(DeferCause cause, String detail, Attempt attempt) {
        return new Deferred(cause, detail, clock.instant().plus(backoff.after(attempt.number() - 1)));
    }
}
