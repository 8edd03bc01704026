package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.BucketProbe;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.http.RawStore;
import ai.viralclip.worker.bucket.source.SourceStoresProperties;
import ai.viralclip.worker.process.StartRefused;
import ai.viralclip.worker.tracing.Spans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

final class BucketConfigurationTest {

    private static final URI STORE = URI.create("https://store.example");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void givesTheOtherRoomsAStoreASignerAndAProbe() {
        try (var context = context(Stores.at(STORE))) {
            context.refresh();
            assertThat(context.getBean(ObjectStore.class)).isInstanceOf(S3ObjectStore.class);
            assertThat(context.getBean(UrlSigner.class)).isNotNull();
            assertThat(context.getBean(BucketProbe.class)).isNotNull();
        }
    }

    @Test
    void temporaryCredentialsThatHaveEndedEndTheStart() {
        try (var context = context(session("2026-11-28T12:00:00.9Z"))) {
            assertThat(refusal(context))
                    .hasMessage("R2_SESSION_TOKEN is of temporary credentials that ended at 2026-11-28T12:00:00.9Z"
                            + " (R2_KEY_EXPIRES_AT).")
                    .satisfies(refusal -> assertThat(refusal.action())
                            .contains("R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY", "R2_KEY_EXPIRES_AT", "clock"));
        }
        try (var context = context(session("2026-11-28T12:00:01Z"))) {
            context.refresh();
        }
    }

    /** By a property: a process cannot change its own environment. */
    @Test
    void aProxyThatCannotBeOneEndsTheStart() {
        System.setProperty("https.proxyHost", "http://ana:s3cret@proxy");
        try (var context = context(Stores.at(STORE))) {
            assertThat(refusal(context))
                    .hasMessageStartingWith("https.proxyHost names a proxy, and ")
                    .hasMessageNotContaining("s3cret");
        } finally {
            System.clearProperty("https.proxyHost");
        }
    }

    /** Once they have ended, nothing is signed with them, and the proof says so rather than that all is well. */
    @Test
    void theProofOfTheBucketFailsOnceTheCredentialsHaveEnded() throws Exception {
        try (var store = new RawStore(head -> new RawStore.Reply.Say(""));
                var clients = Stores.open(Stores.at(store.endpoint()))) {
            var over = new Session(Optional.of(NOON), () -> NOON);
            var probe = new S3BucketProbe(clients, Stores.BUCKET, Stores.store(clients), Optional.empty(), over);
            assertThat(catchThrowableOfType(StoreException.class, probe::check).failure())
                    .isInstanceOf(StoreFailure.Denied.class)
                    .satisfies(denied -> assertThat(denied.detail()).contains("R2_KEY_EXPIRES_AT"));
            assertThat(store.heads()).isEmpty();
        }
    }

    private static StartRefused refusal(AnnotationConfigApplicationContext context) {
        Throwable failure = catchThrowable(context::refresh);
        assertThat(failure).hasRootCauseInstanceOf(StartRefused.class);
        return (StartRefused) Throwables.getRootCause(failure);
    }

    private static R2Properties session(String end) {
        return new R2Properties(
                "",
                Stores.BUCKET,
                Stores.KEY_ID,
                Stores.SECRET,
                STORE.toString(),
                "",
                "auto",
                end,
                "the-token",
                Stores.TRANSFER);
    }

    private static AnnotationConfigApplicationContext context(R2Properties r2) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(R2Properties.class, () -> r2);
        context.registerBean(UrlProperties.class, () -> Stores.urls(Duration.ofHours(24), Duration.ofHours(1)));
        context.registerBean(InstantSource.class, () -> () -> NOON);
        context.registerBean(Spans.class, Spans::none);
        context.registerBean(SourceStoresProperties.class, () -> new SourceStoresProperties(Map.of()));
        context.register(BucketConfiguration.class);
        return context;
    }
}
