package ai.viralclip.worker.health;

import ai.viralclip.worker.intake.IntakeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How often in a row the consumer was made anew, without any good coming of it. Thread-safe. */
public final class Restarts implements IntakeEvent.Listener {

    /** A consumer that polls for so long works. */
    private static final Duration LASTING = Duration.ofSeconds(30);

    private final InstantSource clock;
    private int inARow;
    private Optional<Instant> since = Optional.empty();
    private Optional<Instant> polledSince = Optional.empty();

    Restarts(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized int inARow() {
        return inARow;
    }

    /** Since when, where it is so many by now. */
    synchronized Optional<Instant> since(int many) {
        return inARow >= many ? since : Optional.empty();
    }

    @Override
    public synchronized void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Restarted() -> {
                since = since.or(() -> Optional.of(clock.instant()));
                inARow++;
                polledSince = Optional.empty();
            }
            case IntakeEvent.Settled _ -> over();
            case IntakeEvent.Turned _ -> turned();
            case IntakeEvent.Admitted _,
                    IntakeEvent.Ready _,
                    IntakeEvent.Failed _,
                    IntakeEvent.Dropped _,
                    IntakeEvent.Assigned _,
                    IntakeEvent.Deferred _,
                    IntakeEvent.SettlementFailed _,
                    IntakeEvent.Withheld _,
                    IntakeEvent.BareLetter _,
                    IntakeEvent.LogReplaced _,
                    IntakeEvent.Parked _,
                    IntakeEvent.WindowsLookedAt _,
                    IntakeEvent.OpenTransactions _,
                    IntakeEvent.LettersCounted _ -> {}
        }
    }

    private void turned() {
        Instant now = clock.instant();
        if (polledSince.isEmpty()) {
            polledSince = Optional.of(now);
        } else if (Duration.between(polledSince.get(), now).compareTo(LASTING) >= 0) {
            over();
        }
    }

    private void over() {
        inARow = 0;
        since = Optional.empty();
    }
}
