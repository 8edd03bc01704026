package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.OtherWriter;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Other programs write to the runs' documents while workers do, and are killed in the midst of it. */
@LongOther
@Tag("scenario")
@EnabledIfSystemProperty(
        named = "guarantees.page",
        matches = ".+",
        disabledReason = "runs at length, with -Pguarantees: OtherWritersBesideTest stands for it in every build")
class OtherWritersIT {

    private static final int RUNS = 12;
    private static final int MORE = 20;
    private static final Duration GETS_THERE = Duration.ofMinutes(3);

    /** Around a worker's own write of a document. */
    private static final List<KillPoint> POINTS = List.of(
            KillPoint.BETWEEN_MERGE_AND_TRANSACTION, KillPoint.BEFORE_MERGE, KillPoint.BETWEEN_UPLOAD_AND_MERGE);

    @TempDir
    Path temp;

    @Test
    void allHoldsAndWhatOthersWroteStaysThoughWorkersAreKilled() throws Exception {
        Random random = Rounds.random("others");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            List<OtherWriter> others = List.of(arena.otherWriter("one", keys()), arena.otherWriter("two", keys()));
            try (Load _ = Load.start(arena, new Clips(arena.files, random, RUNS));
                    OtherWriter _ = others.getFirst();
                    OtherWriter _ = others.getLast()) {
                for (int round = 0; round < Rounds.count(); round++) {
                    points(random).forEach(point -> killAt(point, arena, random));
                }
            }
            arena.awaitAllAnswered();
            for (OtherWriter other : others) {
                stays(arena, other);
            }
            int pieces = others.stream().mapToInt(OtherWriter::count).sum();
            arena.conclude(
                    new Scenario(21, "other writers on highlights.json, and workers killed as they write"), pieces);
        }
    }

    /** In every build the one after which the same clip is merged again. */
    private static List<KillPoint> points(Random random) {
        List<KillPoint> all = new ArrayList<>(POINTS);
        Collections.shuffle(all, random);
        return Rounds.count() > 1 ? all : POINTS.subList(0, 1);
    }

    private static void killAt(KillPoint point, Arena arena, Random random) {
        List<Worker> owners = await().atMost(Crew.START).until(arena::owners, workers -> !workers.isEmpty());
        Worker victim = owners.get(random.nextInt(owners.size()));
        point.arm(arena, victim, () -> arena.crew.kill(victim));
        await(point.name())
                .atMost(GETS_THERE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !victim.process().isAlive());
        arena.crew.addReady();
        arena.awaitAnswers(arena.outcomes.answers().size() + MORE);
    }

    /** Each once, character by character; space between them is nobody's. */
    private static void stays(Arena arena, OtherWriter other) throws Exception {
        for (var written : other.written().entrySet()) {
            String document = squeezed(Files.readString(arena.object(written.getKey())));
            for (String piece : written.getValue()) {
                assertThat(document.split(Pattern.quote(squeezed(piece)), -1))
                        .as("%s in %s", piece, written.getKey())
                        .hasSize(2);
            }
        }
    }

    private static String squeezed(String json) {
        return json.replaceAll("\\s", "");
    }

    private static List<String> keys() {
        return IntStream.range(0, RUNS)
                .mapToObj(run -> "users/user" + run % 11 + "/run" + run + "/highlights.json")
                .toList();
    }
}
