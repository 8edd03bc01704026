package ai.viralclip.worker.bucket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations that the worker asks of a store, and how R2 bills them (Cloudflare: R2 pricing). */
public enum StoreOperation {
    PUT_OBJECT(Price.CLASS_A),
    CREATE_MULTIPART_UPLOAD(Price.CLASS_A),
    UPLOAD_PART(Price.CLASS_A),
    COMPLETE_MULTIPART_UPLOAD(Price.CLASS_A),
    COPY_OBJECT(Price.CLASS_A),
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

    static Optional<StoreOperation> of(String sdkName) {
        return Optional.ofNullable(BY_SDK_NAME.get(sdkName.toUpperCase(Locale.ROOT)));
    }
}
