package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Shown;
import java.time.Instant;

/** What became of one attempt at a clip. The delivery decides; the intake carries it out. */
public sealed interface Outcome {

    /** The two that end a clip: each is published once, and settles its record. */
    sealed interface Final extends Outcome {}

    /** Ended: the clip is stored, its highlight merged, its URLs signed. To be published. */
    record Ready(ClipReady event) implements Final {}

    /** Ended: this event can never succeed. Dead letter and {@code clip-failed}; the others go on. */
    record Rejected(Reason reason, String detail) implements Final {

        public Rejected {
            detail = Shown.sentence(detail);
        }
    }

    /** Not yet: again at {@code until}, while its offset stays and the others go on. */
    record Deferred(DeferCause cause, String detail, Instant until) implements Outcome {

        public Deferred {
            detail = Shown.sentence(detail);
        }
    }

    /**
     * The store refuses what the clip needs, and perhaps everybody's: the store is to be asked by its proof. Where it
     * refuses that as well, consumption pauses until it is mended, then this clip is tried again; else it is about this
     * clip alone.
     *
     * @param alone what then becomes of the clip: {@link Rejected} or {@link Deferred}
     */
    record Refused(String detail, Outcome alone) implements Outcome {

        public Refused {
            detail = Shown.sentence(detail);
        }
    }

    /** A purge reached it meanwhile: whatever was stored of it is to be taken back, and then it has ended. */
    record Overtaken() implements Outcome {}
}
