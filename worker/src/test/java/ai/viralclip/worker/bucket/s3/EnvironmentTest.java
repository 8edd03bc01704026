package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.http.RawStore;
import ai.viralclip.worker.bucket.http.RawStore.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is set for other programs of the machine that use the SDK changes nothing here. By the properties that stand for
 * the variables of the environment ({@code AWS_USE_FIPS_ENDPOINT} and its kin).
 */
final class EnvironmentTest {

    @ParameterizedTest
    @CsvSource({
        "aws.useFipsEndpoint, true",
        "aws.useDualstackEndpoint, true",
        "aws.region, eu-central-1",
        "aws.endpointUrl, https://elsewhere.invalid",
        "aws.endpointUrlS3, https://elsewhere.invalid",
        "aws.maxAttempts, 9",
        "aws.retryMode, adaptive",
        "aws.defaultsMode, mobile",
        "aws.requestChecksumCalculation, WHEN_SUPPORTED",
        "aws.responseChecksumValidation, WHEN_SUPPORTED",
        "aws.s3UseUsEast1RegionalEndpoint, legacy",
        "aws.authSchemePreference, sigv4a",
        "aws.sigv4aSigningRegionSet, *",
        "aws.sessionToken, of-another-key",
        "aws.disableS3ExpressAuth, true",
        "aws.profile, elsewhere"
    })
    void whatOtherProgramsAreToldChangesNoRequest(String property, String value) throws Exception {
        String before = head();
        System.setProperty(property, value);
        try {
            assertThat(head()).isEqualTo(before);
        } finally {
            System.clearProperty(property);
        }
    }

    /** The names of the headers of a request, and what does not change with the time. */
    private static String head() throws Exception {
        String answer =
                "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Sat, 28 Nov 2026 12:00:00 GMT\r\nContent-Type: video/mp4\r\nContent-Length: 7\r\n\r\n";
        try (var store = new RawStore(head -> new Reply.Say(answer));
                var clients = Stores.open(Stores.at(store.endpoint()))) {
            assertThat(Stores.store(clients).head("users/u1/r1/a.mp4")).isPresent();
            return store.heads()
                    .getFirst()
                    .replaceAll("Signature=[0-9a-f]+", "")
                    .replaceAll("(?i)x-amz-date: .*", "")
                    .replaceAll("(?i)amz-sdk-invocation-id: .*", "")
                    .replaceAll("(?i)user-agent: .*", "")
                    .replaceAll("127.0.0.1:[0-9]+", "")
                    .replaceAll("ttl=[0-9TZ]+;?", "");
        }
    }
}
