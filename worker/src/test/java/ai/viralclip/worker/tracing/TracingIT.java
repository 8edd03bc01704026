package ai.viralclip.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.tracing.OtlpReceiver.Received;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clip is one trace, from whoever announced it to whoever hears of it, whatever becomes of the worker. */
class TracingIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PUBLISHER = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + PUBLISHER + "-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String STATE = "vendor=opaque";

    private static final List<String> SECRETS =
            List.of("rig-access-key", "rig-secret-key", "X-Amz-", "Signature", "AWS4", "https://", "file:");

    @TempDir
    Path temp;

    @Test
    void aClipIsFollowedFromItsPublisherThroughAllStepsToItsReaders() throws Exception {
        try (Rig rig = Rig.start(temp);
                OtlpReceiver collector = OtlpReceiver.start();
                TracedTopics topics = new TracedTopics(rig.broker.bootstrapServers())) {
            WorkerProcess worker = rig.launchReady(tracedTo(
                    collector,
                    Map.of("CLIP_R2_TRANSFER_MULTIPART_THRESHOLD", "5MB", "CLIP_R2_TRANSFER_PART_SIZE", "5MB")));
            Rendered event = event(rig, 1, 12_000_000);
            topics.publish(event, "traceparent", PARENT, "tracestate", STATE);
            answered(rig, event);
            await().atMost(WITHIN)
                    .until(() -> collector.named("settle clip-rendered").count() == 1
                            && process(collector).isPresent());

            Received process = process(collector).orElseThrow();
            assertThat(process.parent()).isEqualTo(PUBLISHER);
            assertThat(process.attribute("clip.outcome")).isEqualTo("ready");
            assertThat(process.attribute("cloudevents.event_id")).isEqualTo(event.id());
            isWhole(collector, process);
            assertThat(topics.headers("clip-ready", "traceparent"))
                    .containsExactly(List.of("00-" + TRACE + "-" + process.id() + "-01"));
            assertThat(topics.headers("clip-ready", "tracestate")).containsExactly(List.of(STATE));
            assertThat(exemplars(worker))
                    .contains("trace_id=\"" + TRACE + "\"")
                    .contains("span_id=\"" + process.id() + "\"");
            assertThat(collector.everything()).contains("clip-storage-worker");
            assertThat(collector.spans())
                    .extracting(Received::toString)
                    .allSatisfy(span -> assertThat(span).doesNotContain(SECRETS));
        }
    }

    /** The steps are the clip's, the requests the steps', and what is shared is linked both ways. */
    private static void isWhole(OtlpReceiver collector, Received process) {
        Received attempt = collector.only("attempt", process);
        collector.only("permit", attempt);
        Received upload = collector.only("upload", attempt);
        Received highlights = collector.only("highlights", attempt);
        collector.only("S3.CreateMultipartUpload", upload);
        assertThat(collector.within("S3.UploadPart", upload))
                .extracting(part -> part.attribute("aws.s3.part_number"))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(collector.only("S3.PutObject", upload).attribute("aws.s3.key"))
                .endsWith(".jpg");
        assertThat(collector.only("S3.CompleteMultipartUpload", upload).attribute("http.response.status_code"))
                .isEqualTo("200");
        Received merge = collector.named("merge highlights").findFirst().orElseThrow();
        assertThat(merge.links()).containsExactly(highlights.id());
        assertThat(highlights.links()).containsExactly(merge.id());
        assertThat(collector.only("S3.GetObject", merge).attribute("http.response.status_code"))
                .isEqualTo("404");
        collector.only("S3.PutObject", merge);
        Received settle = collector.named("settle clip-rendered").findFirst().orElseThrow();
        assertThat(settle.links()).containsExactly(process.id());
        assertThat(process.links()).containsExactly(settle.id());
        // What is asked of the store for no clip, such as the bucket's proof, has no trace.
        assertThat(collector.spans())
                .extracting(Received::name)
                .filteredOn(name -> name.startsWith("S3."))
                .hasSize(8);
    }

    @Test
    void aClipKeepsItsTraceThoughItsWorkerIsKilled() throws Exception {
        try (Rig rig = Rig.start(temp);
                OtlpReceiver collector = OtlpReceiver.start();
                TracedTopics topics = new TracedTopics(rig.broker.bootstrapServers())) {
            WorkerProcess first =
                    rig.launchReady(tracedTo(collector, Map.of("CLIP_HIGHLIGHTS_PAUSE_BETWEEN_WRITES", "1h")));
            Rendered before = event(rig, 1, 20_000);
            topics.publish(before);
            answered(rig, before);
            // The next write of this run's document is an hour away.
            Rendered event = event(rig, 2, 20_000);
            topics.publish(event, "ce_traceparent", PARENT);
            await().atMost(WITHIN)
                    .until(() -> collector
                            .named("upload")
                            .anyMatch(span -> span.trace().equals(TRACE)));
            first.killHard();
            rig.launch(tracedTo(collector, Map.of()));
            answered(rig, event);
            await().atMost(WITHIN).until(() -> process(collector).isPresent());

            assertThat(rig.outcomes.catchUp(WITHIN)).isTrue();
            assertThat(rig.outcomes.answersTo(event.id())).hasSize(1);
            assertThat(process(collector).orElseThrow().parent()).isEqualTo(PUBLISHER);
            assertThat(collector.named("upload").filter(span -> span.trace().equals(TRACE)))
                    .as("one of each worker")
                    .hasSize(2);
            assertThat(topics.headers("clip-ready", "traceparent"))
                    .hasSize(2)
                    .contains(List.of("00-" + TRACE + "-"
                            + process(collector).orElseThrow().id() + "-01"));
        }
    }

    @Test
    void whatIsRejectedCarriesOneTraceToItsDeadLetterAndItsAnswer() throws Exception {
        try (Rig rig = Rig.start(temp);
                OtlpReceiver collector = OtlpReceiver.start();
                TracedTopics topics = new TracedTopics(rig.broker.bootstrapServers())) {
            rig.launchReady(tracedTo(collector, Map.of()));
            Rendered event = TracedTopics.unlikeAnnounced(event(rig, 1, 20_000));
            topics.publish(event, "traceparent", OTHER, "traceparent", PARENT, "tracestate", STATE);
            answered(rig, event);
            await().atMost(WITHIN).until(() -> process(collector).isPresent());

            Received process = process(collector).orElseThrow();
            assertThat(process.attribute("clip.outcome")).isEqualTo("rejected");
            assertThat(process.attribute("error.type")).isEqualTo("checksum_mismatch");
            for (String topic : List.of("clip-failed", "clip-rendered-dlt")) {
                assertThat(topics.headers(topic, "traceparent"))
                        .as(topic)
                        .containsExactly(List.of("00-" + TRACE + "-" + process.id() + "-01"));
                assertThat(topics.headers(topic, "tracestate")).as(topic).containsExactly(List.of(STATE));
            }
        }
    }

    @Test
    void withoutTracingTheRecordsOwnContextIsPassedOnAndNobodyIsTold() throws Exception {
        Path loaded = temp.resolve("classes");
        try (Rig rig = Rig.start(temp);
                OtlpReceiver collector = OtlpReceiver.start();
                TracedTopics topics = new TracedTopics(rig.broker.bootstrapServers())) {
            Map<String, String> off = new HashMap<>(tracedTo(collector, Map.of()));
            off.put("OTEL_SDK_DISABLED", "true");
            WorkerProcess worker = rig.launchShipped(off, "-Xlog:class+load:file=" + loaded);
            worker.awaitReady(Rig.START);
            Rendered ready = event(rig, 1, 20_000);
            Rendered untraced = event(rig, 2, 20_000);
            Rendered rejected = TracedTopics.unlikeAnnounced(event(rig, 3, 20_000));
            topics.publish(ready, "traceparent", PARENT, "tracestate", STATE);
            topics.publish(untraced, "traceparent", "nonsense");
            topics.publish(rejected, "traceparent", PARENT);
            answered(rig, ready, untraced, rejected);

            assertThat(topics.headers("clip-ready", "traceparent"))
                    .containsExactlyInAnyOrder(List.of(PARENT), List.of());
            assertThat(topics.headers("clip-ready", "tracestate")).contains(List.of(STATE));
            assertThat(topics.headers("clip-failed", "traceparent")).containsExactly(List.of(PARENT));
            assertThat(topics.headers("clip-rendered-dlt", "traceparent")).containsExactly(List.of(PARENT));
            assertThat(exemplars(worker)).contains("clip_rendered_to_ready").doesNotContain("trace_id");
            assertThat(collector.requests()).isZero();
            assertThat(Files.readString(loaded))
                    .contains("io.opentelemetry.api.")
                    .doesNotContain("io.opentelemetry.sdk.")
                    .doesNotContain("io.opentelemetry.exporter.");
        }
    }

    @Test
    void whatTheExporterCannotDoEndsTheStartAndShowsNoSetting() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launch(Map.of(
                    "CLIP_TRACING_OTLP_ENDPOINT", "http://127.0.0.1:4318",
                    "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                    "OTEL_EXPORTER_OTLP_HEADERS", "authorization=hidden"));
            await().atMost(WITHIN).until(() -> !worker.isAlive());
            assertThat(worker.log())
                    .contains("OpenTelemetry cannot use its settings")
                    .contains("no gRPC")
                    .doesNotContain("hidden")
                    .doesNotContain("\tat ");
        }
    }

    private static Map<String, String> tracedTo(OtlpReceiver collector, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("CLIP_TRACING_OTLP_ENDPOINT", collector.endpoint());
        settings.put("OTEL_BSP_SCHEDULE_DELAY", "100");
        return settings;
    }

    private static Rendered event(Rig rig, int n, int bytes) throws Exception {
        return rig.pipeline.renderNow(rig.files.render("ana", "launch", "split", n, bytes));
    }

    private static void answered(Rig rig, Rendered... events) {
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(List.of(events)), WITHIN))
                .isTrue();
    }

    /** The span of the clip that was published with a context. */
    private static Optional<Received> process(OtlpReceiver collector) {
        return collector
                .named("process clip-rendered")
                .filter(span -> span.trace().equals(TRACE))
                .findFirst();
    }

    private static String exemplars(WorkerProcess worker) throws Exception {
        URI metrics = worker.actuator("prometheus");
        HttpRequest request = HttpRequest.newBuilder(metrics)
                .header("Accept", "application/openmetrics-text;version=1.0.0")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
