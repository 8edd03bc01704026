package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.media.MediaSource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    UploadPermits uploadPermits(
            DeliveryProperties properties, InstantSource clock, List<DeliveryEvent.Listener> listeners) {
        return new UploadPermits(
                properties.maxConcurrent(),
                properties.maxConcurrentBytes().toBytes(),
                clock,
                DeliveryEvent.Listener.all(listeners));
    }

    @Bean
    FailurePolicy failurePolicy(DeliveryProperties properties, InstantSource clock) {
        return new FailurePolicy(
                properties, clock, () -> ThreadLocalRandom.current().nextLong());
    }

    @Bean
    ClipUploader clipUploader(ObjectStore store, DeliveryProperties properties, InstantSource clock) {
        return new ClipUploader(store, properties.cacheControl(), clock);
    }

    @Bean
    ClipDelivery clipDelivery(
            MediaSource media,
            ClipUploader uploader,
            Highlights highlights,
            UrlSigner signer,
            FailurePolicy policy,
            UploadPermits uploads,
            PurgedRenderings purged,
            List<DeliveryEvent.Listener> listeners) {
        Steps steps = new Steps(uploads, highlights, DeliveryEvent.Listener.all(listeners));
        return new ClipDelivery(media, uploader, steps, signer, policy, purged);
    }
}
