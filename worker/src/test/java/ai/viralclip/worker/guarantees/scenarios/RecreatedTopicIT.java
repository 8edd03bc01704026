package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same offsets, and other records: a topic that is made anew, and a log that lost its end. */
@LongOther
@Tag("scenario")
class RecreatedTopicIT {

    /** More than come after: then every new record lies at an offset that was settled before. */
    private static final int BEFORE = 60;

    private static final int AFTER = 40;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    private enum Meanwhile {
        WORKERS_RUN,
        WORKERS_SLEEP,
        WORKERS_ARE_STOPPED
    }

    @Test
    void everyGuaranteeHoldsThoughTheTopicIsMadeAnew() throws Exception {
        Random random = Rounds.random("recreated");
        try (Arena arena = Arena.open(temp)) {
            Clips clips = new Clips(arena.files, random, 40);
            arena.crew.add();
            arena.crew.addReady();
            int times = 0;
            for (int round = 0; round < Rounds.count(); round++) {
                for (Meanwhile meanwhile : inTurn(random)) {
                    publishAndAwait(arena, clips, BEFORE);
                    recreate(arena, meanwhile);
                    publishAndAwait(arena, clips, AFTER);
                    times++;
                }
            }
            arena.conclude(new Scenario(14, "clip-rendered deleted and made anew under running workers"), times);
        }
    }

    @Test
    void everyGuaranteeHoldsThoughTheLogLosesItsEnd() throws Exception {
        Random random = Rounds.random("truncated");
        try (Arena arena = Arena.open(temp)) {
            assumeThat(arena.data(0))
                    .as("the logs of brokers in containers are not files of this machine")
                    .exists();
            Clips clips = new Clips(arena.files, random, 40);
            arena.crew.add();
            arena.crew.addReady();
            publishAndAwait(arena, clips, BEFORE);
            for (int broker = 0; broker < arena.lent.count(); broker++) {
                arena.killBroker(broker);
            }
            long lost = 0;
            for (int broker = 0; broker < arena.lent.count(); broker++) {
                lost += cutInHalf(arena.data(broker));
                arena.brokers.restart(broker);
            }
            assertThat(lost).as("bytes that the logs lost").isPositive();
            arena.brokers.awaitInSync(Duration.ofMinutes(3));
            publishAndAwait(arena, clips, AFTER);
            arena.conclude(new Scenario(15, "logs of clip-rendered that lost their ends"), 1);
        }
    }

    /** In every build one of them. */
    private static List<Meanwhile> inTurn(Random random) {
        List<Meanwhile> all = List.of(Meanwhile.values());
        return Rounds.count() > 1 ? all : List.of(all.get(random.nextInt(all.size())));
    }

    private static void publishAndAwait(Arena arena, Clips clips, int count) {
        arena.publish(clips.next(count));
        arena.awaitAllAnswered();
    }

    private static void recreate(Arena arena, Meanwhile meanwhile) throws Exception {
        List<Worker> workers = arena.crew.alive();
        switch (meanwhile) {
            case WORKERS_RUN -> recreate(arena);
            case WORKERS_SLEEP -> {
                workers.forEach(worker -> arena.crew.signal(worker, "STOP"));
                recreate(arena);
                workers.forEach(worker -> arena.crew.signal(worker, "CONT"));
            }
            case WORKERS_ARE_STOPPED -> {
                workers.forEach(arena.crew::stop);
                recreate(arena);
                arena.crew.add();
                arena.crew.addReady();
            }
        }
    }

    private static void recreate(Arena arena) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arena.brokers.innerServers()))) {
            int partitions = Objects.requireNonNull(admin.describeTopics(List.of(Topics.CLIP_RENDERED))
                            .topicNameValues()
                            .get(Topics.CLIP_RENDERED))
                    .get()
                    .partitions()
                    .size();
            admin.deleteTopics(List.of(Topics.CLIP_RENDERED)).all().get();
            NewTopic again = new NewTopic(
                    Topics.CLIP_RENDERED, Optional.of(partitions), Optional.of((short) arena.lent.count()));
            await().atMost(WITHIN)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> admin.createTopics(List.of(again)).all().get() == null);
        }
    }

    /**
     * As after an unclean election: what is there then is an earlier state of the log, and the broker says so.
     *
     * @return how many bytes are gone
     */
    private static long cutInHalf(Path broker) throws IOException {
        long lost = 0;
        try (Stream<Path> partitions = Files.list(broker)) {
            for (Path partition : partitions
                    .filter(one -> one.getFileName().toString().matches("clip-rendered-\\d+"))
                    .toList()) {
                lost += cutLog(partition);
            }
        }
        return lost;
    }

    /** What is left of a batch in the middle, and the indices, are mended by the broker's recovery. */
    private static long cutLog(Path partition) throws IOException {
        long lost = 0;
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".log")) {
                    try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        long left = log.size() / 2;
                        lost += log.size() - left;
                        log.truncate(left);
                    }
                } else if (name.endsWith("index") || name.endsWith(".snapshot")) {
                    Files.delete(file);
                }
            }
        }
        return lost;
    }
}
