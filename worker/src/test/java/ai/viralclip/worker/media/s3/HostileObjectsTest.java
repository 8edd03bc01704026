package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.media.HostileCase;
import ai.viralclip.worker.media.HostileEvent;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus for {@code s3:}: no store is asked for any of it. */
class HostileObjectsTest {

    private static final MediaSource SOURCE = new MediaSources(List.of(new SchemeSource(
            SourceKind.S3, new S3MediaSource(S3UriTest.buckets(), Unconfirmed.READ, Long.MAX_VALUE, event -> {}))));

    @Test
    void noUriOfAnEventReachesAnObjectThatIsNotNamed() throws IOException {
        List<HostileCase> cases = HostileCase.read("s3-uris.txt").stream()
                .map(one -> one.with("long", "x".repeat(1100)))
                .toList();

        assertThat(cases.stream()
                        .flatMap(one -> one.wrong(HostileEvent.outcome(SOURCE, one.input(), IOException::toString))))
                .isEmpty();
        assertThat(cases).hasSizeGreaterThan(50);
    }
}
