package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketProbe;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.http.CdnProof;
import ai.viralclip.worker.bucket.http.CdnUrlSigner;
import ai.viralclip.worker.bucket.http.ProxyChoice;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.bucket.source.SourceStoresProperties;
import ai.viralclip.worker.process.StartRefused;
import ai.viralclip.worker.tracing.Spans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together; the clients are closed with the context. */
@Configuration(proxyBeanMethods = false)
final class BucketConfiguration {

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    @Bean
    S3Clients s3Clients(R2Properties r2, InstantSource clock, List<BucketEvent.Listener> listeners, Spans spans) {
        refuseEnded(r2, new Session(r2.endOfSession(), clock));
        return S3Clients.open(r2, clock, BucketEvent.Listener.all(listeners), spans);
    }

    private static void refuseEnded(R2Properties r2, Session session) {
        if (session.isOver()) {
            throw new StartRefused(
                    "R2_SESSION_TOKEN is of temporary credentials that ended at " + r2.keyExpiresAt()
                            + " (R2_KEY_EXPIRES_AT).",
                    "Set new ones, all of R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY, R2_SESSION_TOKEN and R2_KEY_EXPIRES_AT,"
                            + " or set this machine's clock if that is wrong; then start again.");
        }
    }

    @Bean
    S3ObjectStore objectStore(S3Clients clients, R2Properties r2, List<BucketEvent.Listener> listeners) {
        return new S3ObjectStore(clients.signed(), r2.bucketName(), r2.transfer(), BucketEvent.Listener.all(listeners));
    }

    /** Others of the same protocol: the way there is the same, and who watches the bucket hears nothing of them. */
    @Bean
    SourceStores sourceStores(S3Clients clients, OtherStores others) {
        return new SourceStores(new S3SourceObjects(clients.signed()), others.objects());
    }

    @Bean
    OtherStores otherStores(SourceStoresProperties stores, R2Properties r2, InstantSource clock, Spans spans) {
        return OtherStores.open(stores, r2.transfer(), clock, spans);
    }

    @Bean
    Pools pools(S3Clients clients, S3ObjectStore store) {
        return new StorePools(clients, store);
    }

    record StorePools(S3Clients clients, S3ObjectStore store) implements Pools {

        @Override
        public Pool connections() {
            return clients.connections();
        }

        @Override
        public Pool parts() {
            return store.parts();
        }

        @Override
        public Pool held() {
            return store.held();
        }
    }

    @Bean
    AbandonedUploads abandonedUploads(S3Clients clients, R2Properties r2, InstantSource clock) {
        return new AbandonedUploads(new BulkRequests(clients.signed(), r2.bucketName()), clock);
    }

    @Bean
    StoreClock storeClock(InstantSource clock) {
        return new StoreClock(clock);
    }

    @Bean
    UrlSigner urlSigner(R2Properties r2, UrlProperties urls, StoreClock clock) {
        return switch (urls.mode()) {
            case PRESIGNED -> new S3UrlSigner(r2, urls, clock::instant);
            case CDN -> new CdnUrlSigner(urls, clock::instant);
        };
    }

    @Bean
    Patience patience(List<BucketEvent.Listener> listeners) {
        return new Patience(
                        FIRST_DELAY,
                        LONGEST_DELAY,
                        () -> ThreadLocalRandom.current().nextLong())
                .telling(BucketEvent.Listener.all(listeners));
    }

    @Bean
    BucketProbe bucketProbe(
            S3Clients clients, R2Properties r2, UrlProperties urls, ObjectStore store, StoreClock clock) {
        return new S3BucketProbe(
                clients,
                r2.bucketName(),
                store,
                cdnProof(urls, r2.transfer()),
                new Session(r2.endOfSession(), clock::instant));
    }

    private static Optional<CdnProof> cdnProof(UrlProperties urls, TransferProperties transfer) {
        return Optional.of(urls)
                .filter(u -> u.mode() == UrlProperties.Mode.CDN)
                .map(u -> CdnProof.of(u.cdn(), ProxyChoice.ofThisProcess(transfer.proxy())));
    }
}
