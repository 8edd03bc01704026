package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceStoreProperties;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.S3MediaProperties;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import ai.viralclip.worker.process.StartRefused;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an s3: URI names, and which of it is allowed: nothing here talks to a store. */
class S3UriTest {

    @Test
    void theKeyIsWhatWasEscapedAndNothingElseOfItIs() throws Exception {
        assertThat(S3Uri.of(URI.create("s3://renders/a%20b/c%C3%A9.mp4")))
                .isEqualTo(new S3Uri("renders", "a b/cé.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:renders/a.mp4",
                "s3:///a.mp4",
                "s3://renders",
                "s3://renders/",
                "s3://renders/a.mp4?versionId=1",
                "s3://renders/a.mp4?",
                "s3://renders/a.mp4#x",
                "s3://renders/in/../users/a.mp4",
                "s3://renders/in/%2e%2e/a.mp4",
                "s3://renders/./a.mp4",
                "s3://renders/a%00.mp4",
                "s3://renders/a%0a.mp4",
                "s3://renders/%ff.mp4"
            })
    void aUriWithAnythingElseIsRefused(String uri) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> S3Uri.of(URI.create(uri)))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(MediaFailure.NotAllowed.class));
    }

    @Test
    void aKeyThatNoStoreTakesIsRefused() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> S3Uri.of(URI.create("s3://renders/" + "a".repeat(1_025))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://renders/in/a.mp4", "s3://masters/a.mp4", "s3://clips/renders/a.mp4"})
    void whatTheConfigurationNamesIsAllowed(String uri) throws Exception {
        assertThat(buckets().of(S3Uri.of(URI.create(uri))).bucket())
                .isEqualTo(URI.create(uri).getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://renders/a.mp4",
                "s3://renders/inner/a.mp4",
                "s3://renders/in",
                "s3://RENDERS/in/a.mp4",
                "s3://renders.evil/in/a.mp4",
                "s3://key:secret@renders/in/a.mp4",
                "s3://renders:443/in/a.mp4",
                "s3://another/in/a.mp4",
                "s3://clips/users/u1/r1/clips/clip_split_1.mp4"
            })
    void everythingElseIsNot(String uri) {
        var refused = catchThrowableOfType(MediaException.class, () -> buckets().of(S3Uri.of(URI.create(uri))));
        assertThat(refused.failure()).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aBucketOfTwoStoresIsRefusedAtTheStart() {
        var properties = new S3MediaProperties(List.of("renders"), Map.of("b", store("renders")), Unconfirmed.READ);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> AllowedBuckets.of(
                        properties, new SourceStores(new Nothing(), Map.of("b", new Nothing())), "clips"));
    }

    static AllowedBuckets buckets() {
        var properties =
                new S3MediaProperties(List.of("renders/in", "clips"), Map.of("b", store("masters")), Unconfirmed.READ);
        return AllowedBuckets.of(properties, new SourceStores(new Nothing(), Map.of("b", new Nothing())), "clips");
    }

    private static SourceStoreProperties store(String bucket) {
        return new SourceStoreProperties("https://s3.example.com", "", "id", "secret", "", List.of(bucket));
    }

    private static final class Nothing implements SourceObjects {

        @Override
        public Seen look(String bucket, String key, int firstBytes) {
            throw new AssertionError("nothing is asked");
        }

        @Override
        public InputStream open(Version version, long from, long countBytes) {
            throw new AssertionError("nothing is asked");
        }

        @Override
        public Optional<Sha256> sha256(Version version) {
            throw new AssertionError("nothing is asked");
        }
    }
}
