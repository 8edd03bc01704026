package ai.viralclip.worker.delivery;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.media.MediaSource;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    ClipDelivery clipDelivery(
            MediaSource media,
            ObjectStore store,
            Highlights highlights,
            UrlSigner signer,
            DeliveryProperties properties,
            InstantSource clock) {
        FailurePolicy policy = new FailurePolicy(
                properties, clock, () -> ThreadLocalRandom.current().nextLong());
        ClipUploader uploader = new ClipUploader(store, properties.cacheControl());
        UploadPermits uploads = new UploadPermits(properties.maxConcurrent());
        return new ClipDelivery(media, uploader, highlights, signer, policy, uploads);
    }
}
