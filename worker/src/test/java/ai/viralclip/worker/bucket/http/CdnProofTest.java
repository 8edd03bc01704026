package ai.viralclip.worker.bucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.http.RawStore.Reply;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bucket's own domain is asked as a stranger would ask it. */
final class CdnProofTest {

    @ParameterizedTest
    @CsvSource({
        "404, true",
        "200, true",
        "204, true",
        "206, true",
        "403, false",
        "401, false",
        "429, false",
        "500, false",
        "301, false",
        "530, false"
    })
    void whoGetsThroughToTheBucketFindsThatTheRuleIsMissing(int status, boolean open) throws Exception {
        try (var host =
                new RawStore(head -> new Reply.Say(RawStore.response(status, "text/html", status == 204 ? "" : "?")))) {
            assertThat(new CdnProof(host.endpoint(), Optional.empty()).problem().isPresent())
                    .isEqualTo(open);
            assertThat(host.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("GET /probe/")
                            .containsIgnoringCase("user-agent: ")
                            .doesNotContainIgnoringCase("authorization")
                            .doesNotContain("?"));
        }
    }

    @Test
    void aHostThatDoesNotAnswerTellsNothing() {
        assertThat(new CdnProof(URI.create("https://127.0.0.1:1"), Optional.empty()).problem())
                .isEmpty();
    }
}
