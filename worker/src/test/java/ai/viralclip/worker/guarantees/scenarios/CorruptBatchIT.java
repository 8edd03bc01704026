package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.LogFile;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One byte of a batch of {@code clip-rendered} is another one than was written, until it is mended. */
@LongOther
@Tag("scenario")
@EnabledIfSystemProperty(
        named = "guarantees.page",
        matches = ".+",
        disabledReason = "runs at length, with -Pguarantees: ParkingIT and MonitoringIT break a batch in every build")
class CorruptBatchIT {

    private static final int CLIPS = 30;

    /** In the middle of the value: the checksum does not fit. */
    private static final int WITHIN_THE_BATCH = 200;

    private static final Duration WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsThoughABatchOfOnePartitionIsCorrupt() throws Exception {
        Random random = Rounds.random("corrupt");
        try (Arena arena = Arena.replicated(temp)) {
            assumeThat(arena.data(0))
                    .as("the logs of brokers in containers are not files of this machine")
                    .exists();
            Clips clips = new Clips(arena.files, random, 40);
            arena.crew.add();
            arena.crew.addReady();
            arena.publish(clips.next(CLIPS));
            arena.awaitAllAnswered();
            for (int round = 0; round < Rounds.count(); round++) {
                corruptAndMend(arena, clips);
            }
            arena.conclude(new Scenario(18, "a corrupt batch on one partition of clip-rendered"), Rounds.count());
        }
    }

    private static void corruptAndMend(Arena arena, Clips clips) throws Exception {
        List<Worker> workers = arena.crew.alive();
        workers.forEach(worker -> arena.crew.signal(worker, "STOP"));
        int before = arena.outcomes.answers().size();
        // What the brokers had been asked for already is on its way with these, and no more is asked for.
        arena.publish(clips.next(CLIPS));
        arena.publish(clips.next(CLIPS));
        List<Path> replicas = longest(arena);
        await("every replica has it").atMost(WITHIN).until(() -> areTheSame(replicas));
        long batch = lastBatch(replicas.getFirst());
        flip(replicas, batch);
        workers.forEach(worker -> arena.crew.signal(worker, "CONT"));

        await("it is parked").atMost(WITHIN).until(() -> parked(workers) == 1);
        arena.publish(clips.next(CLIPS));
        // Most of what was published lies on the other partitions.
        arena.awaitAnswers(before + CLIPS);
        assertThat(parked(workers)).isEqualTo(1);
        await("others are well")
                .atMost(WITHIN)
                .until(() -> workers.stream()
                        .allMatch(worker -> worker.process().health("readiness").isUp()));

        flip(replicas, batch);
        arena.awaitAllAnswered();
        await("it is read again").atMost(WITHIN).until(() -> parked(workers) == 0);
    }

    private static double parked(List<Worker> workers) {
        return workers.stream()
                .mapToDouble(worker -> Metrics.of(worker.process()).get("clip_partition_parked"))
                .sum();
    }

    /** It is of the clips that nobody has read. */
    private static long lastBatch(Path replica) throws IOException {
        try (LogFile log = LogFile.of(replica)) {
            return log.lastBatch();
        }
    }

    private static void flip(List<Path> replicas, long batch) throws IOException {
        for (Path replica : replicas) {
            try (LogFile log = LogFile.of(replica)) {
                log.flip(batch + WITHIN_THE_BATCH, 0x01);
            }
        }
    }

    /** The segments of the partition that has the most, at each broker: the same bytes. */
    private static List<Path> longest(Arena arena) throws IOException {
        try (Stream<Path> partitions = Files.list(arena.data(0))) {
            Path partition = partitions
                    .filter(one -> one.getFileName().toString().matches(Topics.CLIP_RENDERED + "-\\d+"))
                    .max(Comparator.comparingLong(one -> segment(one).toFile().length()))
                    .orElseThrow();
            return Stream.of(0, 1, 2)
                    .map(broker -> segment(arena.data(broker).resolve(partition.getFileName())))
                    .toList();
        }
    }

    private static boolean areTheSame(List<Path> replicas) {
        return replicas.stream()
                        .map(replica -> replica.toFile().length())
                        .distinct()
                        .count()
                == 1;
    }

    private static Path segment(Path partition) {
        return partition.resolve("00000000000000000000.log");
    }
}
