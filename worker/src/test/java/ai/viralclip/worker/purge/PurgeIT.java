package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.cli.RequestRefused;
import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The right to be forgotten, while everything goes on and workers are killed. */
@LongOne
@TestMethodOrder(OrderAnnotation.class)
class PurgeIT {

    private static final List<String> NEIGHBOURS = List.of("u10", "u1-x", "U1", "u1.", "u1_");
    private static final Duration LONG = Duration.ofMinutes(3);

    /** Shared; each test has users of its own. */
    private static Rig rig;

    private static WorkerProcess first;

    @BeforeAll
    static void startAWorker(@TempDir Path shared) throws Exception {
        rig = Rig.start(shared);
        first = rig.launchReady();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    @Order(1)
    void aPurgedUsersClipsDoNotComeBackThoughWorkersAreKilled() throws Exception {
        List<Rendered> neighbours = rig.publish(ofNeighbours(0, 10));
        List<Rendered> before = new ArrayList<>(rig.publish(ofUser("split", 60)));
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(before), LONG)).isTrue();

        before.addAll(rig.publish(ofUser("left_focus", 300)));
        CompletableFuture<PurgeCompleted> receipt = purge();
        await().atMost(LONG).until(() -> first.log().contains("purging scope=u1 "));
        List<Rendered> after = rig.publish(ofUser("intelligent_split", 60));
        List<Rendered> load = rig.publish(ofNeighbours(10, 10));
        first.killHard();
        rig.launch();
        rig.launch();

        List<Rendered> all =
                Stream.of(neighbours, before, after, load).flatMap(List::stream).toList();
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(all), LONG)).isTrue();
        assertThat(receipt).succeedsWithin(LONG);
        assertThat(rig.outcomes.catchUp(Duration.ofSeconds(30))).isTrue();
        assertThat(rig.outcomes.answeredMoreThanOnce()).isEmpty();
        new Stored(rig)
                .isExactly(Stream.of(neighbours, load, after)
                        .flatMap(List::stream)
                        .filter(one -> !one.clip().uid().value().equals("u1"))
                        .toList());

        onlyWhatCameAfterIsThere(after);
        everyClipOfBeforeIsPurgedOrWasReadyBefore(before);
        assertThat(receipts()).isEqualTo(1);
        PurgeCompleted told = receipt.join();
        assertThat(told.dryRun()).isFalse();
        assertThat(told.objects()).isGreaterThanOrEqualTo(120);
        assertThat(told.bytes()).isGreaterThan(60 * 10_000);
    }

    @Test
    @Order(2)
    void aDryRunTellsWhatAPurgeOfTheRunThenDeletesAndTheRestStays() throws Exception {
        try (RequestClient client = client()) {
            List<Rendered> rendered = rig.publish(List.of(
                    rig.files.render("u2", "r1", "split", 1, 20_000),
                    rig.files.render("u2", "r1", "split", 2, 20_000),
                    rig.files.render("u2", "r2", "split", 1, 20_000)));
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), LONG)).isTrue();

            PurgeCompleted counted = client.purge(request("u2", Optional.of("r1"), true), LONG);
            assertThat(objects("users/u2/r1")).hasSize(5);
            assertThat(counted.objects()).isEqualTo(5);
            PurgeCompleted purged = client.purge(request("u2", Optional.of("r1"), false), LONG);

            assertThat(purged.objects()).isEqualTo(counted.objects());
            assertThat(purged.bytes()).isEqualTo(counted.bytes()).isGreaterThan(40_000);
            assertThat(objects("users/u2/r1")).isEmpty();
            assertThat(objects("users/u2/r2")).hasSize(3);

            rig.pipeline.publishAsIs(rendered.subList(0, 1)); // told once more, as after a replay
            await().atMost(LONG)
                    .until(() ->
                            failed().getOrDefault(rendered.getFirst().id(), Reason.INTERNAL_ERROR) == Reason.PURGED);
            assertThat(objects("users/u2/r1")).isEmpty();
            assertThat(rig.outcomes.deadLetters()).isEmpty();
        }
    }

    private CompletableFuture<PurgeCompleted> purge() {
        return CompletableFuture.supplyAsync(() -> {
            try (RequestClient client = client()) {
                return client.purge(request("u1", Optional.empty(), false), LONG);
            } catch (RequestRefused e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void onlyWhatCameAfterIsThere(List<Rendered> after) throws IOException {
        Set<String> wanted = new TreeSet<>();
        Map<String, Set<Integer>> highlights = new java.util.HashMap<>();
        for (Rendered one : after) {
            ClipRendered clip = one.clip();
            String run = "users/u1/" + clip.runId();
            wanted.add(run + "/clips/clip_" + clip.style() + "_" + clip.n() + ".mp4");
            wanted.add(run + "/clips/clip_" + clip.style() + "_" + clip.n() + ".jpg");
            wanted.add(run + "/highlights.json");
            highlights
                    .computeIfAbsent(run + "/highlights.json", key -> new HashSet<>())
                    .add(clip.n());
        }
        assertThat(objects("users/u1")).isEqualTo(wanted);
        Stored stored = new Stored(rig);
        highlights.forEach(
                (key, ids) -> assertThat(stored.highlightIds(key)).as(key).isEqualTo(ids));
        Set<String> ready =
                rig.outcomes.ready().stream().map(ClipReady::renderedEventId).collect(Collectors.toSet());
        assertThat(ready).containsAll(Rig.ids(after));
    }

    private static void everyClipOfBeforeIsPurgedOrWasReadyBefore(List<Rendered> before) {
        Map<String, Reason> failed = failed();
        Set<String> ready =
                rig.outcomes.ready().stream().map(ClipReady::renderedEventId).collect(Collectors.toSet());
        long purged = 0;
        for (Rendered one : before) {
            Reason reason = failed.get(one.id());
            assertThat(reason == Reason.PURGED || ready.contains(one.id()))
                    .as("%s: %s", one.id(), reason)
                    .isTrue();
            purged += reason == Reason.PURGED ? 1 : 0;
        }
        assertThat(purged).as("clips that were still queued").isGreaterThan(50);
    }

    private static Map<String, Reason> failed() {
        return rig.outcomes.answers().stream()
                .map(Answer::data)
                .filter(ClipFailed.class::isInstance)
                .map(ClipFailed.class::cast)
                .collect(Collectors.toMap(ClipFailed::renderedEventId, ClipFailed::reason, (one, other) -> other));
    }

    private static List<ClipRendered> ofUser(String style, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            clips.add(rig.files.render("u1", "r" + n % 10, style, n, 10_000));
        }
        return clips;
    }

    private static List<ClipRendered> ofNeighbours(int from, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (String neighbour : NEIGHBOURS) {
            for (int n = from; n < from + count; n++) {
                clips.add(rig.files.render(neighbour, "r" + n % 3, "split", n, 10_000));
            }
        }
        return clips;
    }

    private static Set<String> objects(String folder) throws IOException {
        return Stored.objects(rig.store.objects(), folder);
    }

    private static long receipts() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", rig.broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PURGE_COMPLETED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long count = 0;
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                count += consumer.poll(Duration.ofMillis(200)).count();
            }
            return count;
        }
    }

    private static PurgeRequested request(String uid, Optional<String> run, boolean dryRun) {
        return new PurgeRequested(new Uid(uid), run.map(RunId::new), Optional.of(dryRun));
    }

    private static RequestClient client() {
        return RequestClient.connect(
                Map.of("bootstrap.servers", rig.broker.bootstrapServers()), InstantSource.system());
    }
}
