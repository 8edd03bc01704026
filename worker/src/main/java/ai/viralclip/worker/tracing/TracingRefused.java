package ai.viralclip.worker.tracing;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** OpenTelemetry's settings are not usable. Says which they are and never how they read: one of them holds secrets. */
public final class TracingRefused extends RuntimeException {

    private static final Pattern SETTING = Pattern.compile("otel(\\.[a-z_]+)+");

    TracingRefused(RuntimeException cause) {
        super(describe(Objects.toString(cause.getMessage(), "")));
    }

    private static String describe(String problem) {
        String settings = SETTING.matcher(problem)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining(", "));
        return "OpenTelemetry cannot use its settings" + (settings.isEmpty() ? "" : ": look at " + settings);
    }
}
