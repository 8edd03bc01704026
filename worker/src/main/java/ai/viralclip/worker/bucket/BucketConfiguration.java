package ai.viralclip.worker.bucket;

import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together; the clients are closed with the context. */
@Configuration(proxyBeanMethods = false)
final class BucketConfiguration {

    @Bean
    S3Clients s3Clients(R2Properties r2, ApplicationEventPublisher events) {
        return S3Clients.open(r2, events::publishEvent);
    }

    @Bean
    ObjectStore objectStore(S3Clients clients, R2Properties r2) {
        return new S3ObjectStore(clients.signed(), r2.bucketName(), r2.transfer());
    }

    @Bean
    AbandonedUploads abandonedUploads(S3Clients clients, R2Properties r2, InstantSource clock) {
        return new AbandonedUploads(new BulkRequests(clients.signed(), r2.bucketName()), clock);
    }

    @Bean
    UrlSigner urlSigner(R2Properties r2, UrlProperties urls, InstantSource clock) {
        return new UrlSigner(r2, urls, clock);
    }

    @Bean
    BucketProbe bucketProbe(S3Clients clients, R2Properties r2, ObjectStore store) {
        return new BucketProbe(clients, r2.bucketName(), store);
    }
}
