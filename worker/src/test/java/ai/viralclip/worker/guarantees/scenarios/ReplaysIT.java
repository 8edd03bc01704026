package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.SetAside;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code clips deadletters replay}, killed with SIGKILL and run again, while workers are killed with its records. */
@LongOther
@Tag("scenario")
@EnabledIfSystemProperty(
        named = "guarantees.page",
        matches = ".+",
        disabledReason = "runs at length, with -Pguarantees: ReplayKilledIT kills the command in every build")
class ReplaysIT {

    private static final Path CLIPS = Path.of("cli", "target", "clip-cli.jar").toAbsolutePath();
    private static final Duration GETS_THERE = Duration.ofMinutes(3);
    private static final Duration REPLAYED = Duration.ofMinutes(2);

    /** For each kill: some for each partition, and a handful of transactions at the rate. */
    private static final int LETTERS = 40;

    private static final String RATE = "60";

    @TempDir
    Path temp;

    @Test
    void everyLetterIsAnsweredOnceWhoeverIsKilled() throws Exception {
        Random random = Rounds.random("replays");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            int killed = 0;
            try (SetAside aside = new SetAside(arena.brokers.innerServers())) {
                Clips clips = new Clips(arena.files, random, 40);
                for (int round = 0; round < Rounds.count(); round++) {
                    List<KillPoint> points = new ArrayList<>(List.of(KillPoint.values()));
                    Collections.shuffle(points, random);
                    for (KillPoint point : points) {
                        setAside(arena, aside, clips);
                        killed += replayAndKill(point, arena, random) ? 1 : 0;
                    }
                }
            }
            arena.awaitAllAnswered();
            assertThat(killed).as("commands that were killed").isPositive();
            arena.conclude(new Scenario(22, "dead letters replayed, the command and workers killed with them"), killed);
        }
    }

    /** Each is one record to come: whoever replays it twice, or not at all, breaks a guarantee. */
    private static void setAside(Arena arena, SetAside aside, Clips clips) throws Exception {
        List<Rendered> events =
                clips.next(LETTERS).stream().map(arena.pipeline::renderNow).toList();
        events.forEach(event -> arena.guarantees.onRendered(new Published(event, Fate.READY)));
        aside.put(events);
    }

    /** Returns whether the command was at work when it was killed. */
    private boolean replayAndKill(KillPoint point, Arena arena, Random random) throws Exception {
        List<Worker> owners = await().atMost(Crew.START).until(arena::owners, workers -> !workers.isEmpty());
        Worker victim = owners.get(random.nextInt(owners.size()));
        point.arm(arena, victim, () -> arena.crew.kill(victim));
        Process killed = replay(arena);
        boolean ended = killed.waitFor(1_000 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
        killed.destroyForcibly().waitFor();
        Process through = replay(arena);
        assertThat(through.waitFor(REPLAYED.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(through.exitValue()).as(said()).isZero();
        await(point.name())
                .atMost(GETS_THERE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !victim.process().isAlive());
        arena.crew.addReady();
        return !ended;
    }

    /** As an operator does who knows that nobody else is at it. */
    private Process replay(Arena arena) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        CLIPS.toString(),
                        "deadletters",
                        "replay",
                        "state:open",
                        "--yes",
                        "--take-over",
                        "--rate",
                        RATE,
                        "--bootstrap-servers",
                        arena.brokers.innerServers())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("replay").toFile());
        command.environment().clear();
        return command.start();
    }

    private String said() throws IOException {
        return Files.readString(temp.resolve("replay"));
    }
}
