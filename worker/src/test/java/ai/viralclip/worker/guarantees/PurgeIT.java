package ai.viralclip.worker.guarantees;

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
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.RequestClient;
import ai.viralclip.worker.local.RequestRefused;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The right to be forgotten, while everything goes on and workers are killed. */
@LongOne
class PurgeIT {

    private static final List<String> NEIGHBOURS = List.of("u10", "u1-x", "U1", "u1.", "u1_");
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    @Test
    void aUserIsPurgedUnderLoadThoughWorkersAreKilledAndNothingRenderedBeforeComesBack() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess first = rig.launchReady();
            List<Rendered> neighbours = rig.publish(ofNeighbours(rig, 0, 10));
            List<Rendered> before = new ArrayList<>(rig.publish(ofUser(rig, "split", 60)));
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(before), LONG)).isTrue();

            before.addAll(rig.publish(ofUser(rig, "left_focus", 500)));
            CompletableFuture<PurgeCompleted> receipt = purge(rig);
            await().atMost(LONG).until(() -> first.log().contains("purging scope=u1 "));
            List<Rendered> after = rig.publish(ofUser(rig, "intelligent_split", 500));
            List<Rendered> load = rig.publish(ofNeighbours(rig, 10, 10));
            first.killHard();
            rig.launch();
            rig.launch();

            List<Rendered> all = Stream.of(neighbours, before, after, load)
                    .flatMap(List::stream)
                    .toList();
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(all), LONG)).isTrue();
            assertThat(receipt).succeedsWithin(LONG);
            assertThat(rig.outcomes.catchUp(Duration.ofSeconds(30))).isTrue();
            assertThat(rig.outcomes.answeredMoreThanOnce()).isEmpty();
            new Stored(rig)
                    .isExactly(Stream.of(neighbours, load, after)
                            .flatMap(List::stream)
                            .filter(one -> !one.clip().uid().value().equals("u1"))
                            .toList());

            onlyWhatCameAfterIsThere(rig, after);
            everyClipOfBeforeIsPurgedOrWasReadyBefore(rig, before);
            assertThat(receipts(rig)).isEqualTo(1);
            PurgeCompleted told = receipt.join();
            assertThat(told.dryRun()).isFalse();
            assertThat(told.objects()).isGreaterThanOrEqualTo(120);
            assertThat(told.bytes()).isGreaterThan(60 * 10_000);
        }
    }

    @Test
    void aDryRunTellsWhatAPurgeOfTheRunThenDeletesAndTheRestStays() throws Exception {
        try (Rig rig = Rig.start(temp);
                RequestClient client = client(rig)) {
            rig.launchReady();
            List<Rendered> rendered = rig.publish(List.of(
                    rig.files.render("u1", "r1", "split", 1, 20_000),
                    rig.files.render("u1", "r1", "split", 2, 20_000),
                    rig.files.render("u1", "r2", "split", 1, 20_000)));
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), LONG)).isTrue();

            PurgeCompleted counted = client.purge(request("u1", Optional.of("r1"), true), LONG);
            assertThat(objects(rig, "users/u1/r1")).hasSize(5);
            assertThat(counted.objects()).isEqualTo(5);
            PurgeCompleted purged = client.purge(request("u1", Optional.of("r1"), false), LONG);

            assertThat(purged.objects()).isEqualTo(counted.objects());
            assertThat(purged.bytes()).isEqualTo(counted.bytes()).isGreaterThan(40_000);
            assertThat(objects(rig, "users/u1/r1")).isEmpty();
            assertThat(objects(rig, "users/u1/r2")).hasSize(3);

            rig.pipeline.publishAsIs(rendered.subList(0, 1)); // told once more, as after a replay
            await().atMost(LONG)
                    .until(() ->
                            failed(rig).getOrDefault(rendered.getFirst().id(), Reason.INTERNAL_ERROR) == Reason.PURGED);
            assertThat(objects(rig, "users/u1/r1")).isEmpty();
            assertThat(rig.outcomes.deadLetters()).isEmpty();
        }
    }

    @Test
    void aPurgeGoesThroughThoughAFifthOfAllRequestsToTheStoreFail() throws Exception {
        Random random = new Random(11);
        try (Arena arena = Arena.open(temp)) {
            arena.crew.addReady();
            List<ClipRendered> clips = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                clips.add(arena.files.render("u1", "r" + n % 8, "split", n, 10_000));
                clips.add(arena.files.render("u10", "r" + n % 8, "split", n, 10_000));
            }
            arena.publish(clips);
            arena.awaitAllAnswered();
            Path bucket = temp.resolve("s3").resolve("objects").resolve("clips");
            Set<String> neighbour = objects(bucket, "users/u10");
            assertThat(objects(bucket, "users/u1")).hasSize(88);

            arena.store.rule(Faults.sometimes(random, 20, call -> true, Faults.SERVER_ERRORS));
            PurgeCompleted receipt;
            try (RequestClient client = RequestClient.connect(
                    Map.of("bootstrap.servers", arena.brokers.innerServers()), InstantSource.system())) {
                receipt = client.purge(request("u1", Optional.empty(), false), LONG);
            }
            arena.store.behave();

            assertThat(arena.store.injected()).isGreaterThan(5);
            assertThat(receipt.objects()).isEqualTo(88);
            assertThat(objects(bucket, "users/u1")).isEmpty();
            assertThat(objects(bucket, "users/u10")).isEqualTo(neighbour).hasSize(88);
            assertThat(arena.outcomes.deadLetters()).isEmpty();
        }
    }

    private CompletableFuture<PurgeCompleted> purge(Rig rig) {
        return CompletableFuture.supplyAsync(() -> {
            try (RequestClient client = client(rig)) {
                return client.purge(request("u1", Optional.empty(), false), LONG);
            } catch (RequestRefused e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void onlyWhatCameAfterIsThere(Rig rig, List<Rendered> after) throws IOException {
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
        assertThat(objects(rig, "users/u1")).isEqualTo(wanted);
        Stored stored = new Stored(rig);
        highlights.forEach(
                (key, ids) -> assertThat(stored.highlightIds(key)).as(key).isEqualTo(ids));
        Set<String> ready =
                rig.outcomes.ready().stream().map(ClipReady::renderedEventId).collect(Collectors.toSet());
        assertThat(ready).containsAll(Rig.ids(after));
    }

    private static void everyClipOfBeforeIsPurgedOrWasReadyBefore(Rig rig, List<Rendered> before) {
        Map<String, Reason> failed = failed(rig);
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
        assertThat(purged).as("clips that were still queued").isGreaterThan(100);
    }

    private static Map<String, Reason> failed(Rig rig) {
        return rig.outcomes.answers().stream()
                .map(Answer::data)
                .filter(ClipFailed.class::isInstance)
                .map(ClipFailed.class::cast)
                .collect(Collectors.toMap(ClipFailed::renderedEventId, ClipFailed::reason, (one, other) -> other));
    }

    private static List<ClipRendered> ofUser(Rig rig, String style, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            clips.add(rig.files.render("u1", "r" + n % 10, style, n, 10_000));
        }
        return clips;
    }

    private static List<ClipRendered> ofNeighbours(Rig rig, int from, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (String neighbour : NEIGHBOURS) {
            for (int n = from; n < from + count; n++) {
                clips.add(rig.files.render(neighbour, "r" + n % 3, "split", n, 10_000));
            }
        }
        return clips;
    }

    private static Set<String> objects(Rig rig, String folder) throws IOException {
        return objects(rig.store.objects(), folder);
    }

    private static Set<String> objects(Path bucket, String folder) throws IOException {
        Path root = bucket.resolve(folder);
        if (!Files.exists(root)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static long receipts(Rig rig) {
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

    private static RequestClient client(Rig rig) {
        return RequestClient.connect(
                Map.of("bootstrap.servers", rig.broker.bootstrapServers()), InstantSource.system());
    }
}
