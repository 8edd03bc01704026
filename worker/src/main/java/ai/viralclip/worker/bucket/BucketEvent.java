package ai.viralclip.worker.bucket;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

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

    /**
     * A file is sent from now on.
     *
     * @param sentBytes how much of it so far, for whoever looks; less again where it is sent anew
     */
    record PutBegan(String key, long sizeBytes, LongSupplier sentBytes) implements BucketEvent {}

    /** It is sent no more, whatever became of it. */
    record PutEnded(String key) implements BucketEvent {}

    /** The store copied so many bytes by itself. */
    record Copied(String key, long sizeBytes) implements BucketEvent {}

    /** The operations that the worker asks of a store, and how R2 bills them (Cloudflare: R2 pricing). */
    enum StoreOperation {
        PUT_OBJECT(Price.CLASS_A),
        CREATE_MULTIPART_UPLOAD(Price.CLASS_A),
        UPLOAD_PART(Price.CLASS_A),
        UPLOAD_PART_COPY(Price.CLASS_A),
        COPY_OBJECT(Price.CLASS_A),
        COMPLETE_MULTIPART_UPLOAD(Price.CLASS_A),
        LIST_OBJECTS_V2(Price.CLASS_A),
        LIST_MULTIPART_UPLOADS(Price.CLASS_A),
        HEAD_OBJECT(Price.CLASS_B),
        GET_OBJECT(Price.CLASS_B),
        ABORT_MULTIPART_UPLOAD(Price.FREE),
        DELETE_OBJECT(Price.FREE),
        DELETE_OBJECTS(Price.FREE);

        /** R2's classes: writes and lists, reads, and what costs nothing. */
        public enum Price {
            CLASS_A,
            CLASS_B,
            FREE;

            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** By the SDK's spelling, without regard to underscores: {@code PutObject}. */
        private static final Map<String, StoreOperation> BY_SDK_NAME =
                Arrays.stream(values()).collect(Collectors.toMap(o -> o.name().replace("_", ""), Function.identity()));

        private final Price price;

        StoreOperation(Price price) {
            this.price = price;
        }

        public Price price() {
            return price;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<StoreOperation> of(String sdkName) {
            return Optional.ofNullable(BY_SDK_NAME.get(sdkName.toUpperCase(Locale.ROOT)));
        }
    }

    /** How one request to the store ended, as far as its status tells: its code is not read yet. */
    enum RequestResult {
        OK,
        NOT_FOUND,
        PRECONDITION_FAILED,
        THROTTLED,
        /**
         * By the key, or by what is wrong with the way to the bucket: redirects too, which name another region or
         * endpoint and are not followed, and 501.
         */
        DENIED,
        /** Any other 4xx. */
        REFUSED,
        /** Any other 5xx, and 408. */
        FAILED,
        /** Reset, timed out, or given up before the store answered. */
        NO_ANSWER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static RequestResult of(int status) {
            return switch (status) {
                case 404 -> NOT_FOUND;
                case 409, 412 -> PRECONDITION_FAILED;
                case 429, 503 -> THROTTLED;
                case 408 -> FAILED;
                case 401, 403, 501 -> DENIED;
                default ->
                    switch (status / 100) {
                        case 2 -> OK;
                        case 3 -> DENIED;
                        case 4 -> REFUSED;
                        default -> FAILED;
                    };
            };
        }
    }

    /** What the client met before it repeated a request by itself. */
    enum RetryCause {
        THROTTLED,
        /** Also an answer that broke off, or that told of its failure in the body only. */
        FAILED,
        NO_ANSWER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static RetryCause of(RequestResult before) {
            return switch (before) {
                case THROTTLED -> THROTTLED;
                case NO_ANSWER -> NO_ANSWER;
                case OK, NOT_FOUND, PRECONDITION_FAILED, DENIED, REFUSED, FAILED -> FAILED;
            };
        }
    }

    /** What is done at the store with patience, call by call until it is done; its wire name is a metric's tag. */
    enum Errand {
        /** A page of a run's clips is listed. */
        LISTING,
        /** A user or a run is erased, or what would be is counted. */
        PURGE,
        /** What was stored of one purged clip is taken back. */
        WITHDRAWAL,
        /** A page of a verification. */
        VERIFICATION;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
