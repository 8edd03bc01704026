package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.tracing.Recorded;
import ai.viralclip.worker.tracing.StepSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One span for each request, as it went over the wire. */
class RequestSpansIT extends BehindARelay {

    private static final String CLIP = "users/u/r/clips/clip_split_1.mp4";
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESENT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("aws.s3.key");
    private static final AttributeKey<String> BUCKET = AttributeKey.stringKey("aws.s3.bucket");

    private final Recorded recorded = Recorded.all();

    @Override
    S3Clients open(R2Properties r2) {
        return S3Clients.open(r2, InstantSource.system(), event -> {}, recorded.spans());
    }

    @AfterEach
    void stop() {
        recorded.close();
    }

    @Test
    void aRequestSaysWhatWasAskedOfWhomAndWhatTheAnswerWas() throws Exception {
        try (StepSpan _ = recorded.clip().attempt(1)) {
            put();
            Stores.store(clients).head("users/u/r/nothing");
        }
        SpanData put = recorded.span("S3.PutObject");
        assertThat(put.getParentSpanId()).isEqualTo(recorded.span("attempt").getSpanId());
        assertThat(put.getAttributes().get(BUCKET)).isEqualTo(Stores.BUCKET);
        assertThat(put.getAttributes().get(KEY)).isEqualTo(CLIP);
        assertThat(put.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(put.getAttributes().get(PORT)).isEqualTo(relay.endpoint().getPort());
        assertThat(put.toString()).doesNotContain(Stores.KEY_ID, Stores.SECRET, "X-Amz", "AWS4");
        SpanData head = recorded.span("S3.HeadObject");
        assertThat(head.getAttributes().get(STATUS)).isEqualTo(404);
        assertThat(head.getAttributes().get(ERROR)).isNull();
    }

    @Test
    void everyAttemptHasItsOwnWithItsStatus() {
        relay.rule(call -> new Relay.Verdict.Answer(503, "SlowDown", ""));
        try (StepSpan _ = recorded.clip().attempt(1)) {
            fail();
        }
        assertThat(recorded.spansNamed("S3.PutObject"))
                .hasSize(RequestTimeouts.ATTEMPTS)
                .allSatisfy(put -> {
                    assertThat(put.getAttributes().get(STATUS)).isEqualTo(503);
                    assertThat(put.getAttributes().get(ERROR)).isEqualTo("503");
                })
                .extracting(put -> put.getAttributes().get(RESENT))
                .containsExactly(null, 1L, 2L);
    }

    @Test
    void anAttemptThatNobodyAnsweredEndsTooAndSaysSo() {
        relay.close();
        try (StepSpan _ = recorded.clip().attempt(1)) {
            fail();
        }
        assertThat(recorded.spansNamed("S3.PutObject"))
                .hasSize(RequestTimeouts.ATTEMPTS)
                .allSatisfy(put -> assertThat(put.getAttributes().get(STATUS)).isNull())
                .extracting(put -> put.getAttributes().get(ERROR))
                .containsExactly("no_answer", "no_answer", "software.amazon.awssdk.core.exception.SdkClientException");
    }

    @Test
    void whatIsAskedForNoClipHasNoTrace() throws Exception {
        put();
        assertThat(recorded.spansNamed("S3.PutObject")).isEmpty();
    }

    private void fail() {
        assertThat(catchThrowableOfType(StoreException.class, this::put)).isNotNull();
    }

    private void put() throws StoreException {
        var bytes = new Payload.Bytes(ByteBuffer.wrap("x".getBytes(UTF_8)));
        Stores.store(clients)
                .put(CLIP, bytes, new ObjectAttributes("text/plain", "private", Map.of()), new Precondition.IfAbsent());
    }
}
