package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.media.MediaSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.util.unit.DataSize;

/** This room's own, for tests of other rooms. */
public final class Deliveries {

    /** Delays and attempts as shipped. */
    static final DeliveryProperties PROPERTIES = new DeliveryProperties(
            2,
            DataSize.ofGigabytes(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(15),
            10,
            Duration.ofMinutes(10),
            "private",
            Duration.ofDays(400));

    private Deliveries() {}

    /** Two clips move at one time. */
    public static ClipDelivery over(
            ObjectStore store,
            MediaSource media,
            UrlSigner signer,
            Highlights highlights,
            Clockwork clockwork,
            DeliveryEvent.Listener events) {
        UploadPermits permits = new UploadPermits(
                PROPERTIES.maxConcurrent(), PROPERTIES.maxConcurrentBytes().toBytes(), clockwork.clock(), events);
        return new ClipDelivery(
                media,
                new ClipUploader(store, PROPERTIES.cacheControl(), clockwork.clock()),
                new Steps(permits, highlights, events),
                signer,
                new FailurePolicy(PROPERTIES, clockwork.clock(), clockwork.chance()),
                clockwork.purged());
    }

    /** What a test decides beside the store. */
    public record Clockwork(InstantSource clock, RandomGenerator chance, PurgedRenderings purged) {}
}
