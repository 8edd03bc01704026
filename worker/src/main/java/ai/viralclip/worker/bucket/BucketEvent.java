package ai.viralclip.worker.bucket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the bucket tells whoever watches it. */
public sealed interface BucketEvent {

    /** Hears of them on the thread where they happen: it is quick, and throws nothing. */
    @FunctionalInterface
    interface Listener {

        void on(BucketEvent event);

        /** Tells each of them, in their order. */
        static Listener all(List<? extends Listener> listeners) {
            List<Listener> each = List.copyOf(listeners);
            return event -> each.forEach(listener -> listener.on(event));
        }
    }

    /**
     * A request was answered, or given up; one that is tried again counts again, as it does on the bill.
     *
     * @param took from its sending to the head of its answer, or until it was given up
     * @param sentBytes of its body, by the length it was announced with; 0 where there was no answer
     * @param receivedBytes of the answer's body, in the same way
     */
    record RequestEnded(
            StoreOperation operation, RequestResult result, Duration took, long sentBytes, long receivedBytes)
            implements BucketEvent {}

    /** The client sends a request again, by itself. */
    record Repeated(RetryCause cause) implements BucketEvent {}

    /** A call, or all of the work, is done again on an errand: the store was unavailable, or refused. */
    record TriedAgain(Errand errand) implements BucketEvent {}

    /**
     * The store asks for fewer requests. Not told of {@code highlights.json}: what it takes of one key is that key's
     * affair, and no reason to send fewer clips.
     *
     * @param key that the request was about; empty where it was about none
     */
    record Throttled(String key) implements BucketEvent {}

    /** By so much the store's clock is ahead of this worker's. */
    record ClockRead(Duration ahead) implements BucketEvent {}

    /** Nothing is worked on: the gate is closed. */
    record Halted(HaltReason reason, String detail) implements BucketEvent {}

    /** The gate is open: work goes on. */
    record Resumed() implements BucketEvent {}

    /** The store showed its certificate, and it was found to be good. */
    record CertificateShown(Instant expiresAt) implements BucketEvent {}
}
