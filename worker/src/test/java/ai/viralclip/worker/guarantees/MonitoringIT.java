package ai.viralclip.worker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.Crew.Worker;
import ai.viralclip.worker.local.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The rules and the boards against a worker, a load, faults and a real Prometheus; an hour of an alert's patience is a
 * minute here. Each page fires by its fault, and resolves once that is mended.
 *
 * <p>Two pages are left to the unit tests of the rules. ClipStoreDenied is about a worker that halts and goes on again
 * and again: it does so every 3 s, which at this pace is three minutes, and counts as halted. ClipNobodyAssigned needs
 * a group that gives no member a partition for longer than any rebalance takes.
 */
@LongOne
class MonitoringIT {

    private static final Path MONITORING = Path.of("..", "monitoring");
    private static final Path COUNTS = Path.of("target", "monitoring");
    private static final RulesAtPace PACE = new RulesAtPace(60);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(90);

    /** The objective and the watchdog keep pace. */
    private static final Map<String, String> SETTINGS = Map.of(
            "CLIP_SLO_READY_WITHIN", "2s",
            "CLIP_WATCHDOG_NOTHING_FINISHED", "4s",
            "CLIP_DELIVERY_MAX_DELAY", "1s");

    /** What an expression asks for: names of series, ours and others'. */
    private static final Pattern SERIES =
            Pattern.compile("\\b((?:clip|jvm|process|kafka)_[a-z0-9_]+|job(?:_[a-z]+)*:[a-z0-9_:]+|up)\\b(?!\\()");

    /** Series that are rightly not there while all is well, and why. */
    private static final Set<String> ABSENT_WHEN_WELL = Set.of(
            // Kafka's client has it once it was told to wait.
            "kafka_consumer_fetch_manager_fetch_throttle_time_max", "kafka_producer_produce_throttle_time_max");

    @TempDir
    Path temp;

    private final List<String> fired = new ArrayList<>();

    @Test
    void everyPageFiresByItsFaultAndEveryExpressionHasData() throws Exception {
        Path program = program();
        Files.createDirectories(COUNTS);
        try (Arena arena = Arena.open(temp, SETTINGS);
                PrometheusProcess prometheus = PrometheusProcess.start(
                        program,
                        new PrometheusProcess.Options(
                                temp.resolve("prometheus"),
                                PACE.copied(MONITORING.resolve("rules"), temp.resolve("rules")),
                                EVERY))) {
            Worker worker = arena.crew.addReady();
            prometheus.watch(List.of(worker.process()));
            Clips clips = new Clips(arena.files, Rounds.random("monitoring"), 20);
            try (Load _ = Load.start(arena, clips)) {
                broken(arena, prometheus, clips);
                faults(arena, prometheus);
                resolves(prometheus, fired.toArray(String[]::new));
            }
            arena.awaitAllAnswered();
            everyExpressionHasData(prometheus);
            if (BoardPictures.asked().isPresent()) {
                BoardPictures.asked().get().draw(prometheus, "5m");
            }
            arena.crew.kill(worker);
            fires(prometheus, "ClipWorkerAbsent");
            Worker next = arena.crew.addReady();
            prometheus.watch(List.of(next.process()));
            resolves(prometheus, "ClipWorkerAbsent");
        }
        Files.writeString(COUNTS.resolve("page-alerts.count"), "pages-fired-live=" + fired.size() + "\n");
    }

    private void broken(Arena arena, PrometheusProcess prometheus, Clips clips) {
        arena.publish(clips.next(40).stream().map(MonitoringIT::overwritten).toList(), Published.Fate.FAILED);
        fires(prometheus, "ClipDeadLettersGrowing");
    }

    private void faults(Arena arena, PrometheusProcess prometheus) {
        Random random = Rounds.random("throttled");
        under(arena, prometheus, Faults.always(Faults.DENIED), "ClipHalted");
        // A worker that is halted does not stall.
        resolves(prometheus, "ClipHalted");
        under(arena, prometheus, Faults.always(new StoreFault.BlackHole()), "ClipStalled");
        under(
                arena,
                prometheus,
                Faults.sometimes(random, 50, StoreCall::isWrite, List.of(Faults.SERVER_ERRORS.get(2))),
                "ClipStoreThrottled");
        under(
                arena,
                prometheus,
                Faults.always(Faults.SERVER_ERRORS.get(0)),
                "ClipStoreUnavailable",
                "ClipSloBurnRateFast",
                "ClipSloBurnRateMedium");
    }

    private void under(
            Arena arena, PrometheusProcess prometheus, Function<StoreCall, StoreFault> rule, String... alerts) {
        arena.store.rule(rule);
        fires(prometheus, alerts);
        arena.store.behave();
    }

    private static ClipRendered overwritten(ClipRendered clip) {
        try {
            Path video = Path.of(clip.video().uri());
            Files.write(video, new byte[(int) Files.size(video)]);
            return clip;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void fires(PrometheusProcess prometheus, String... alerts) {
        await(String.join(", ", alerts) + " fires")
                .atMost(SOON)
                .pollInterval(EVERY)
                .until(() -> prometheus.firing().containsAll(List.of(alerts)));
        fired.addAll(List.of(alerts));
    }

    private static void resolves(PrometheusProcess prometheus, String... alerts) {
        await(String.join(", ", alerts) + " resolves")
                .atMost(SOON)
                .pollInterval(EVERY)
                .until(() -> prometheus.firing().stream().noneMatch(List.of(alerts)::contains));
    }

    private static void everyExpressionHasData(PrometheusProcess prometheus) throws IOException {
        List<JsonNode> rules = prometheus.rules();
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.path("health").asString())
                        .as(rule.toString())
                        .isEqualTo("ok"));
        List<String> panels = panels();
        List<String> expressions = Stream.concat(
                        rules.stream().map(rule -> rule.path("query").asString()), panels.stream())
                .toList();
        Set<String> series = new TreeSet<>();
        expressions.forEach(expression -> collect(expression, series));
        series.removeAll(ABSENT_WHEN_WELL);
        await("every series that is asked for")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(series)
                        .allSatisfy(name -> assertThat(prometheus.query("count({__name__=\"" + name + "\"})"))
                                .as(name)
                                .isNotEmpty()));
        // Refused expressions throw. Empty ones are shares of nothing: what they are made of is there.
        panels.forEach(prometheus::query);
        Files.writeString(COUNTS.resolve("live-expressions.count"), "expressions-live=" + expressions.size() + "\n");
    }

    /** As Grafana would send them. */
    private static List<String> panels() throws IOException {
        Path boards = MONITORING.resolve("grafana").resolve("dashboards");
        List<String> expressions = new ArrayList<>();
        if (Files.isDirectory(boards)) {
            try (Stream<Path> files = Files.list(boards)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".json")).toList()) {
                    new ObjectMapper()
                            .readTree(Files.readString(file))
                            .findValues("expr")
                            .forEach(expr -> expressions.add(filled(expr.asString())));
                }
            }
        }
        return expressions;
    }

    private static String filled(String expression) {
        return expression
                .replaceAll("\\$__rate_interval|\\$\\{__rate_interval}", "10s")
                .replaceAll("\\$__range|\\$\\{__range}", "1m")
                .replaceAll("\\$__interval|\\$\\{__interval}", "10s")
                .replaceAll("\\$\\{?[a-z_]+(?::[a-z]+)?}?", ".*");
    }

    private static void collect(String expression, Set<String> series) {
        Matcher matcher = SERIES.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
        while (matcher.find()) {
            series.add(matcher.group(1));
        }
    }

    private static Path program() throws IOException {
        Optional<Path> program = PrometheusProcess.installed();
        String missing =
                "Prometheus is not installed (Debian: apt-get install " + PrometheusProcess.DEBIAN_PACKAGE + ")";
        if (program.isEmpty()) {
            Files.writeString(Files.createDirectories(COUNTS).resolve("live.skipped"), missing + "\n");
        }
        Assumptions.assumeTrue(program.isPresent(), missing);
        return program.orElseThrow();
    }
}
