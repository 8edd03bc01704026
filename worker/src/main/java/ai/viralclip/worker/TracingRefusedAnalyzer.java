package ai.viralclip.worker;

import ai.viralclip.worker.tracing.TracingRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that a setting of OpenTelemetry's stopped the start, in place of a stack trace that may show it. */
final class TracingRefusedAnalyzer extends AbstractFailureAnalyzer<TracingRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TracingRefused cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Mend OpenTelemetry's settings (OTEL_*), or set OTEL_SDK_DISABLED=true. The worker sends OTLP over HTTP"
                        + " (http/protobuf), and no gRPC.",
                cause);
    }
}
