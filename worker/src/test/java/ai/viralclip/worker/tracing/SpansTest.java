package ai.viralclip.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final StoreCall PUT = new StoreCall(
            "PutObject",
            Optional.of("clips"),
            Optional.of("users/u/r/clips/clip_s_1.mp4"),
            Optional.empty(),
            "s3",
            443,
            0);

    @Test
    void aReplayIsLinkedToTheTraceThatItsLetterBelongedTo() {
        try (Recorded recorded = Recorded.all()) {
            Span publisher = recorded.publisher();
            recorded.spans()
                    .process("clip-rendered", 3, 42, Context.root())
                    .replayOf(publisher.getSpanContext())
                    .givenUp();

            SpanData process = recorded.span("process clip-rendered");
            assertThat(process.getParentSpanContext().isValid()).isFalse();
            assertThat(process.getLinks())
                    .extracting(link -> link.getSpanContext().getTraceId())
                    .containsExactly(publisher.getSpanContext().getTraceId());
        }
    }

    @Test
    void theSpanOfARecordIsItsPublishersChildAndItsStepsAreItsOwn() {
        try (Recorded recorded = Recorded.all()) {
            Span publisher = recorded.publisher();
            ClipTrace clip = recorded.spans()
                    .process("clip-rendered", 3, 42, Context.root().with(publisher))
                    .of("event-1");
            try (StepSpan attempt = clip.attempt(2)) {
                clip.permit().close();
                attempt.ended(Ending.well("ready"));
            }
            clip.committed(Ending.well("ready"), 2, () -> {});

            SpanData process = recorded.span("process clip-rendered");
            assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(process.getParentSpanContext()).isEqualTo(publisher.getSpanContext());
            assertThat(process.getInstrumentationScopeInfo().getSchemaUrl()).isEqualTo(Spans.SCHEMA);
            assertThat(process.getAttributes().get(SpanAttributes.SYSTEM)).isEqualTo("kafka");
            assertThat(process.getAttributes().get(SpanAttributes.PARTITION)).isEqualTo("3");
            assertThat(process.getAttributes().get(SpanAttributes.OFFSET)).isEqualTo(42);
            assertThat(process.getAttributes().get(SpanAttributes.EVENT_ID)).isEqualTo("event-1");
            assertThat(process.getAttributes().get(SpanAttributes.OUTCOME)).isEqualTo("ready");
            assertThat(process.getAttributes().get(SpanAttributes.ATTEMPTS)).isEqualTo(2);
            assertThat(process.getStatus()).isEqualTo(StatusData.unset());
            SpanData attempt = recorded.span("attempt");
            assertThat(attempt.getParentSpanId()).isEqualTo(process.getSpanId());
            assertThat(attempt.getAttributes().get(SpanAttributes.ATTEMPT)).isEqualTo(2);
            assertThat(recorded.span("permit").getParentSpanId()).isEqualTo(attempt.getSpanId());
        }
    }

    @Test
    void whatFailedSaysWhyAndWhatWasOvertakenIsNoError() {
        try (Recorded recorded = Recorded.all()) {
            recorded.clip().committed(Ending.badly("rejected", "checksum_mismatch"), 1, () -> {});
            recorded.clip().committed(new Ending("rejected", "superseded", false), 1, () -> {});
            recorded.clip().givenUp();

            List<SpanData> ended = recorded.spansNamed("process clip-rendered");
            assertThat(ended)
                    .extracting(span -> span.getAttributes().get(SpanAttributes.OUTCOME))
                    .containsExactly("rejected", "rejected", "given_up");
            assertThat(ended)
                    .extracting(span -> span.getAttributes().get(SpanAttributes.WHY))
                    .containsExactly("checksum_mismatch", "superseded", null);
            assertThat(ended)
                    .extracting(SpanData::getStatus)
                    .containsExactly(StatusData.error(), StatusData.unset(), StatusData.unset());
            assertThat(ended.getFirst().getAttributes().get(SpanAttributes.ERROR))
                    .isEqualTo("checksum_mismatch");
        }
    }

    @Test
    void whatIsToldOfACommittedClipIsToldWithinItsSpan() {
        try (Recorded recorded = Recorded.all()) {
            ClipTrace clip = recorded.clip();
            clip.committed(
                    Ending.well("ready"),
                    1,
                    () -> assertThat(Span.current().getSpanContext())
                            .isEqualTo(clip.span().getSpanContext()));
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
        }
    }

    @Test
    void aTransactionIsLinkedToAllItsClipsAndTheyToIt() {
        try (Recorded recorded = Recorded.all()) {
            List<ClipTrace> clips = List.of(recorded.clip(), recorded.clip());
            recorded.spans().settle("clip-rendered", clips).close();
            clips.forEach(clip -> clip.committed(Ending.well("ready"), 1, () -> {}));

            SpanData settle = recorded.span("settle clip-rendered");
            assertThat(settle.getParentSpanContext().isValid()).isFalse();
            assertThat(settle.getAttributes().get(SpanAttributes.BATCH)).isEqualTo(2);
            assertThat(settle.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .containsExactlyElementsOf(clips.stream()
                            .map(clip -> clip.span().getSpanContext())
                            .toList());
            assertThat(recorded.spansNamed("process clip-rendered"))
                    .allSatisfy(clip -> assertThat(clip.getLinks())
                            .extracting(LinkData::getSpanContext)
                            .containsExactly(settle.getSpanContext()));
        }
    }

    @Test
    void aTransactionThatFailsNamesTheExceptionsClassAndNotWhatItSays() {
        try (Recorded recorded = Recorded.all()) {
            try (StepSpan settle = recorded.spans().settle("clip-rendered", List.of(recorded.clip()))) {
                assertThatThrownBy(() -> settle.doing(() -> {
                            throw new IllegalStateException("a secret");
                        }))
                        .hasMessage("a secret");
            }
            SpanData settle = recorded.span("settle clip-rendered");
            assertThat(settle.getAttributes().get(SpanAttributes.ERROR)).isEqualTo("java.lang.IllegalStateException");
            assertThat(settle.toString()).doesNotContain("a secret");
        }
    }

    @Test
    void whatSampledClipsShareIsRecordedAndWhatOthersShareIsNot() {
        try (Recorded recorded = Recorded.by(Sampler.parentBased(Sampler.alwaysOff()))) {
            ClipTrace unsampled = recorded.clip();
            ClipTrace sampled = recorded.spans()
                    .process("clip-rendered", 0, 8, Context.root().with(Span.wrap(remote(TraceFlags.getSampled()))));
            recorded.spans().settle("clip-rendered", List.of(unsampled)).close();
            assertThat(recorded.spansNamed("settle clip-rendered")).isEmpty();

            recorded.spans()
                    .settle("clip-rendered", List.of(unsampled, sampled))
                    .close();
            assertThat(recorded.span("settle clip-rendered").getLinks())
                    .extracting(LinkData::getSpanContext)
                    .containsExactly(sampled.span().getSpanContext());
        }
    }

    @Test
    void aStoresRequestIsAPartOfWhatAskedAndNoTraceWithoutAClip() {
        try (Recorded recorded = Recorded.all()) {
            assertThat(recorded.spans().store(PUT)).isEmpty();
            try (StepSpan attempt = recorded.clip().attempt(1)) {
                Span.current().setAttribute("asked", true);
                Spans.answered(recorded.spans().store(PUT).orElseThrow(), 200, Optional.of("request-1"));
                attempt.ended(Ending.well("ready"));
            }
            SpanData put = recorded.span("S3.PutObject");
            assertThat(put.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(put.getParentSpanId()).isEqualTo(recorded.span("attempt").getSpanId());
            assertThat(put.getAttributes().get(SpanAttributes.RPC_METHOD)).isEqualTo("S3/PutObject");
            assertThat(put.getAttributes().get(SpanAttributes.KEY)).isEqualTo("users/u/r/clips/clip_s_1.mp4");
            assertThat(put.getAttributes().get(SpanAttributes.STATUS)).isEqualTo(200);
            assertThat(put.getAttributes().get(SpanAttributes.REQUEST_ID)).isEqualTo("request-1");
            assertThat(put.getAttributes().get(SpanAttributes.RESENT)).isNull();
        }
    }

    @Test
    void anAnswerThatWasToBeExpectedIsNoErrorAndEveryOtherIs() {
        try (Recorded recorded = Recorded.all();
                StepSpan _ = recorded.clip().attempt(1)) {
            for (int status : new int[] {200, 404, 412, 403, 503}) {
                Spans.answered(recorded.spans().store(PUT).orElseThrow(), status, Optional.empty());
            }
            Spans.unanswered(recorded.spans().store(PUT).orElseThrow(), "no_answer");
            assertThat(recorded.spansNamed("S3.PutObject"))
                    .extracting(span -> span.getAttributes().get(SpanAttributes.ERROR))
                    .containsExactly(null, null, null, "403", "503", "no_answer");
        }
    }

    @Test
    void withoutTracingARecordsContextIsPassedOnAndNotRecorded() {
        SpanContext remote = remote(TraceFlags.getDefault());
        ClipTrace clip =
                Spans.none().process("clip-rendered", 0, 7, Context.root().with(Span.wrap(remote)));
        try (StepSpan _ = clip.attempt(1)) {
            assertThat(Spans.none().store(PUT)).isEmpty();
        }
        assertThat(Span.fromContext(clip.context()).getSpanContext()).isEqualTo(remote);
        assertThat(Span.fromContext(ClipTrace.NONE.context()).getSpanContext().isValid())
                .isFalse();
    }

    private static SpanContext remote(TraceFlags flags) {
        return SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                flags,
                TraceState.builder().put("vendor", "opaque").build());
    }
}
