package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestResultTest {

    @ParameterizedTest
    @CsvSource({
        "200, OK",
        "204, OK",
        "206, OK",
        "404, NOT_FOUND",
        "409, PRECONDITION_FAILED",
        "412, PRECONDITION_FAILED",
        "429, THROTTLED",
        "503, THROTTLED",
        "401, DENIED",
        "403, DENIED",
        "301, DENIED",
        "501, DENIED",
        "400, REFUSED",
        "411, REFUSED",
        "416, REFUSED",
        "408, FAILED",
        "500, FAILED",
        "502, FAILED",
        "522, FAILED",
        "100, FAILED",
    })
    void eachStatusIsOfOneResult(int status, RequestResult result) {
        assertThat(RequestResult.of(status)).isEqualTo(result);
    }
}
