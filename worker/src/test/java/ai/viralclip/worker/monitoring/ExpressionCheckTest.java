package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionCheckTest {

    private final ExpressionCheck check = new ExpressionCheck(new KnownMetrics(MetricsTable.read(), Rule.all()));

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    clip_nonsense_total > 0                                         ; no such metric: clip_nonsense_total
                    job:clip_nonsense:rate5m > 0                                    ; no such metric: job:clip_nonsense:rate5m
                    clip_failed_total{cause="purged"}                               ; clip_failed_total has no tag cause
                    clip_failed_total{reason!~"superseded|purgd"}                   ; purgd is none of
                    clip_deferred_total{cause="store_denied"}                       ; store_denied is none of
                    clip_halt_reason{reason="store_unavailable"}                    ; store_unavailable is none of
                    clip_uploads_limit{lane="middle"}                               ; middle is none of
                    clip_store_requests_total{result="error"}                       ; error is none of
                    clip_store_requests_total{operation="put"}                      ; put is none of
                    clip_store_requests_total{price="class_c"}                      ; class_c is none of
                    job_result:clip_store_requests:ratio_rate5m{result="error"}     ; error is none of
                    up{job="clips"}                                                 ; clips is none of
                    rate(clip_in_flight[5m])                                        ; rate of clip_in_flight, which is no counter
                    increase(clip_step_seconds_max[5m])                             ; increase of clip_step_seconds_max, which is no counter
                    deriv(clip_ready_total[5m])                                     ; deriv of clip_ready_total, which is a counter
                    sum by (reason) (clip_ready_total)                              ; no label reason
                    max by (job) (clip_halted) * on (instance) clip_in_flight       ; no label instance
                    clip_halted * on (instance) group_left (cause) clip_halt_reason ; no label cause
                    """)
    void whatWouldNeverFindAnythingIsAProblem(String expression, String problem) {
        assertThat(check.problems(expression)).singleElement().asString().contains(problem);
    }

    @Test
    void whatIsThereIsNone() {
        assertThat(List.of(
                        "rate(clip_step_seconds_bucket{step=\"upload\", le=\"1.0\"}[5m])",
                        "sum by (job, result) (rate(clip_store_requests_total{result=~\"throttled|denied\"}[5m]))",
                        "clip_failed_total{instance=~\"$instance\", reason=~\"$reason\"}",
                        "job_reason:clip_failed:rate5m{reason=\"size_mismatch\"}",
                        "rate(kafka_consumer_fetch_manager_records_consumed_total[5m])",
                        "max by (instance, area) (jvm_memory_used_bytes{area=\"heap\"})"))
                .allSatisfy(expression ->
                        assertThat(check.problems(expression)).as(expression).isEmpty());
    }
}
