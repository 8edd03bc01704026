package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.tracing.Spans;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

final class BucketConfigurationTest {

    @Test
    void givesTheOtherRoomsAStoreASignerAndAProbe() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(R2Properties.class, () -> Stores.at(URI.create("https://store.example")));
            context.registerBean(UrlProperties.class, () -> Stores.urls(Duration.ofHours(24), Duration.ofHours(1)));
            context.registerBean(InstantSource.class, InstantSource::system);
            context.registerBean(Spans.class, Spans::none);
            context.registerBean(SourceFiles.class, PlainFiles::new);
            context.register(BucketConfiguration.class);
            context.refresh();
            assertThat(context.getBean(ObjectStore.class)).isInstanceOf(S3ObjectStore.class);
            assertThat(context.getBean(UrlSigner.class)).isNotNull();
            assertThat(context.getBean(BucketProbe.class)).isNotNull();
        }
    }
}
