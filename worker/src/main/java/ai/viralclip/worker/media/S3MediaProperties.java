package ai.viralclip.worker.media;

import ai.viralclip.worker.bucket.source.SourceStoreProperties;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.media.s3}: media at {@code s3://bucket/key}.
 *
 * @param buckets of the worker's own store from which media may be taken, each with a folder of it where not all of it
 *     may: {@code renders} or {@code renders/approved/}. Their media is copied by the store
 * @param stores others, by names that appear nowhere else
 * @param unconfirmedSha256 what becomes of media in the own store whose announced SHA-256 the store cannot confirm
 */
public record S3MediaProperties(
        @DefaultValue List<String> buckets,
        @DefaultValue Map<String, @Valid SourceStoreProperties> stores,
        @DefaultValue("read") Unconfirmed unconfirmedSha256) {

    /** What is done about a hash that the store cannot confirm. */
    public enum Unconfirmed {
        /** The media is read and hashed by the worker before the store copies it. */
        READ,
        /** It is copied, and said to have the hash that was announced: not verified. */
        TRUST
    }

    public S3MediaProperties {
        buckets = List.copyOf(buckets);
        stores = Map.copyOf(stores);
    }
}
