package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.worker.guarantees.harness.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The page that says what a run showed. Written anew after each scenario, to {@code -Dguarantees.page=FILE}; without
 * one, nothing is written.
 */
final class Report {

    private static final TreeMap<Integer, Verdict> VERDICTS = new TreeMap<>();

    private Report() {}

    static synchronized void add(Verdict verdict) {
        VERDICTS.put(verdict.scenario().number(), verdict);
        String page = System.getProperty("guarantees.page", "");
        if (!page.isEmpty()) {
            try {
                Files.writeString(Path.of(page), text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text() {
        List<Verdict> all = List.copyOf(VERDICTS.values());
        return head() + all.stream().map(Report::row).collect(Collectors.joining()) + total(all);
    }

    private static String head() {
        return """
            # The guarantees under fire

            Every scenario runs three real brokers (replication 3, two in sync), a real S3 server over TLS behind a proxy
            that misbehaves, and the worker's shipped jar in processes of its own. Nine guarantees listen all the time and
            are asserted at its end: NOTHING_LOST, READY_EXACTLY_ONCE, READY_IMPLIES_STORED, CLIP_ORDER,
            HIGHLIGHTS_COMPLETE, NO_SECRET_IN_LOGS, LEDGER_BALANCES, PURGE_FINAL, NOTHING_WAITS_FOR_EVER. What they are is in
            [decision 0030](decisions/0030-guarantees-as-objects.md).

            `./mvnw verify` runs them once, on one broker where none is killed; 6, 18 and 20 to 23 run here alone. This page is written by

            ```sh
            ./mvnw verify -Pguarantees -Dguarantees.rounds=%d
            ```

            and is of %s: %d cores, JDK %s, seed %d. Delays are from rendered to visible, with the fault in between. In
            scenario 1 a worker is killed about every 20 s, and its successor needs longer than that on busy cores: a
            partition falls behind for as long as the kills go on.

            | # | fault | clips | kills | other faults | lost | doubled | other breaches | worst delay |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |
            """.formatted(
                        Rounds.count(),
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        Rounds.seed());
    }

    private static String row(Verdict one) {
        String others = one.broken().keySet().stream()
                .filter(name -> !name.equals("NOTHING_LOST") && !name.equals("READY_EXACTLY_ONCE"))
                .collect(Collectors.joining(", "));
        return "| %d | %s | %,d | %,d | %,d | %d | %d | %s | %.1f s |%n"
                .formatted(
                        one.scenario().number(),
                        one.scenario().fault(),
                        one.clips(),
                        one.kills(),
                        one.faults(),
                        one.lost(),
                        one.doubled(),
                        others.isEmpty() ? "none" : others,
                        one.worstDelay().toMillis() / 1_000.0);
    }

    private static String total(List<Verdict> all) {
        return "| | **all** | **%,d** | **%,d** | **%,d** | **%d** | **%d** | | |%n"
                .formatted(
                        all.stream().mapToInt(Verdict::clips).sum(),
                        all.stream().mapToInt(Verdict::kills).sum(),
                        all.stream().mapToInt(Verdict::faults).sum(),
                        all.stream().mapToInt(Verdict::lost).sum(),
                        all.stream().mapToInt(Verdict::doubled).sum());
    }
}
