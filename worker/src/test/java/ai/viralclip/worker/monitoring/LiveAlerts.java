package ai.viralclip.worker.monitoring;

import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.local.PrometheusProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The alerts of a Prometheus that runs, and those that were seen firing. */
final class LiveAlerts {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final PrometheusProcess prometheus;
    private final Set<String> seen = new TreeSet<>();

    LiveAlerts(PrometheusProcess prometheus) {
        this.prometheus = prometheus;
    }

    void awaitFiring(String alert) {
        awaitFiring(alert, Map.of());
    }

    /** @param labels that it must have, beside others */
    void awaitFiring(String alert, Map<String, String> labels) {
        await(alert + " fires")
                .atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> prometheus
                        .alerts()
                        .valueStream()
                        .anyMatch(one -> isFiring(one)
                                && label(one, "alertname").equals(alert)
                                && labels.entrySet().stream()
                                        .allMatch(wanted ->
                                                label(one, wanted.getKey()).equals(wanted.getValue()))));
        seen.add(alert);
    }

    void awaitResolved(String alert) {
        await(alert + " is resolved")
                .atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> !firingPages().contains(alert));
    }

    void awaitNothingToPage() {
        await("nobody is to be woken")
                .atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> firingPages().isEmpty());
    }

    Set<String> seen() {
        return seen;
    }

    private Set<String> firingPages() {
        return prometheus
                .alerts()
                .valueStream()
                .filter(one -> isFiring(one) && label(one, "severity").equals("page"))
                .map(one -> label(one, "alertname"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isFiring(JsonNode alert) {
        return alert.path("state").asString().equals("firing");
    }

    private static String label(JsonNode alert, String name) {
        return alert.path("labels").path(name).asString("");
    }
}
