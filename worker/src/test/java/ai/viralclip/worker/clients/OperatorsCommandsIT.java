package ai.viralclip.worker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.EventType;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code clips list}, {@code url}, {@code purge}, {@code verify} and {@code deadletters} as they ship, from a shell
 * that names nothing but the brokers.
 */
class OperatorsCommandsIT {

    private static final Path JAR = Path.of("cli", "target", "clip-cli.jar").toAbsolutePath();

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Cheap on few cores: a dozen of them start here. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** All ask the same worker, each for a user of its own. */
    private static Rig rig;

    @TempDir
    Path directory;

    /** What a command printed, and how it ended. */
    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void startAWorker(@TempDir Path temp) throws Exception {
        rig = Rig.start(temp);
        // Else what a test has just stored were too young to be judged.
        rig.launchReady(Map.of("CLIP_VERIFICATION_SETTLED_AFTER", "0s"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aRunIsListedWithItsTitlesAsTheyAre() throws Exception {
        store("ana");
        Path highlights = rig.store.objects().resolve("users/ana/launch/highlights.json");
        Files.writeString(highlights, "{\"highlights\":[{\"id\":2,\"title\":\"Übung … 日本\"}]}");

        Ended table = clips("list", "ana", "launch");
        Ended json = clips("list", "ana", "launch", "--json");

        assertThat(table.status()).isZero();
        assertThat(table.err()).isEmpty();
        assertThat(table.out())
                .contains("2  left_focus  Übung … 日本", "/users/ana/launch/clips/clip_left_focus_2.mp4?X-Amz-")
                .endsWith("2 clips of ana/launch; highlights.json: present\n");
        assertThat(json.status()).isZero();
        assertThat(json.out()).startsWith("{").contains("\"title\" : \"Übung … 日本\"", "\"total\" : 2");
    }

    @Test
    void aClipsUrlsAloneArePrintedAndAMissingClipEndsWith1() throws Exception {
        store("bo");

        Ended found = clips("url", "bo", "launch", "left_focus", "2");
        Ended missing = clips("url", "bo", "launch", "left_focus", "3");

        assertThat(found.status()).isZero();
        assertThat(found.out().lines()).hasSize(2).allMatch(line -> line.startsWith("https://"));
        assertThat(found.err()).isEmpty();
        assertThat(missing).isEqualTo(new Ended(1, "", "clips: there is no clip_left_focus_3 in bo/launch\n"));
    }

    @Test
    void aPurgeIsCountedFirstAndThenDone() throws Exception {
        store("cy");
        Path objects = rig.store.objects();

        Ended counted = clips("purge", "cy", "--dry-run");
        assertThat(Stored.objects(objects, "users/cy")).hasSize(5);
        Ended purged = clips("purge", "cy");

        assertThat(counted.status()).isZero();
        assertThat(counted.out()).startsWith("WOULD BE PURGED ").containsPattern("\ncy +\\S+ +5 ");
        assertThat(purged.status()).isZero();
        assertThat(purged.out()).startsWith("PURGED ").containsPattern("\ncy +\\S+ +5 ");
        assertThat(purged.err()).isEmpty();
        assertThat(Stored.objects(objects, "users/cy")).isEmpty();
    }

    /**
     * What was announced is there half, as after a renderer that was killed; the letter goes once the file is whole.
     */
    @Test
    void aDeadLetterIsReplayedOnceItsCauseIsMended() throws Exception {
        ClipRendered clip = rig.files.render("di", "launch", "split", 3, 20_000);
        Path video = Path.of(clip.video().uri());
        byte[] whole = Files.readAllBytes(video);
        Files.write(video, Arrays.copyOf(whole, 10_000));
        Rendered rendered = rig.publish(List.of(clip)).getFirst();
        assertThat(rig.outcomes.awaitAnswersTo(List.of(rendered.id()), LIMIT)).isTrue();
        DeadLetter place = rig.outcomes.failed().getLast().deadLetter().orElseThrow();
        String id = place.partition() + "@" + place.offset();

        Ended groups = clips("deadletters");
        Files.write(video, whole);
        Ended replay = clips("deadletters", "replay", id, "--note", "the file is whole", "--as", "olga");
        await().atMost(LIMIT).until(() -> rig.outcomes.answersTo(rendered.id()).size() == 2);
        Ended show = clips("deadletters", "show", id);

        assertThat(groups.out()).contains("size_mismatch", "1 dead letter, 1 open");
        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(show.out()).contains("replayed by olga: the file is whole");
        Answer answer = rig.outcomes.answersTo(rendered.id()).getLast();
        assertThat(answer.data()).isInstanceOf(ClipReady.class);
        assertThat(answer.eventId())
                .isEqualTo(EventIds.derived(RenderedClips.SOURCE, rendered.id(), EventType.CLIP_READY));
    }

    @Test
    void aHealthyUserAgreesAndWhateverIsPlantedIsFound() throws Exception {
        PlantedObjects planted = new PlantedObjects(rig, "dan");
        planted.storeHealthy();
        Ended healthy = clips("verify", "--user", "dan", "--deep");
        planted.plant();

        Ended found = clips("verify", "--user", "dan", "--deep", "--json");
        Ended other = clips("verify", "--run", "dan/untouched", "--deep");

        assertThat(healthy.out()).contains("3 runs, ").endsWith(": all agree\n");
        assertThat(healthy.status()).isZero();
        assertThat(other.status()).isZero();
        assertThat(found.status()).isEqualTo(3);
        assertThat(PlantedObjects.foundBy(found.out())).containsExactlyInAnyOrderElementsOf(planted.expected());
        assertThat(rig.logs()).doesNotContain("X-Amz-Signature");
    }

    /** A document of 251 highlights of which one has a video: three pages of findings. */
    @Test
    void whatIsKilledGoesOnFromWhatItShowedLast() throws Exception {
        store("eve");
        Files.writeString(
                rig.store.objects().resolve("users/eve/launch/highlights.json"),
                IntStream.rangeClosed(1, 252)
                        .mapToObj("{\"id\":%d}"::formatted)
                        .collect(Collectors.joining(",", "{\"highlights\":[", "]}")));
        Path err = directory.resolve("killed");
        Process killed = start(directory.resolve("lost"), err, "verify", "--user", "eve");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(err) && Files.readString(err, UTF_8).contains("--resume="));
        killed.destroyForcibly().waitFor();
        String shown = Files.readString(err, UTF_8);
        String cursor =
                shown.substring(shown.indexOf("--resume=")).lines().findFirst().orElseThrow();

        Ended resumed = clips("verify", "--user", "eve", "--json", cursor);

        assertThat(resumed.status()).isEqualTo(3);
        assertThat(PlantedObjects.foundBy(resumed.out()))
                .hasSize(150)
                .containsOnly("entry_without_object users/eve/launch/highlights.json");
        assertThat(resumed.out()).contains("highlight 103 has no video", "highlight 252 has no video");
    }

    private static void store(String uid) {
        List<Rendered> rendered = rig.publish(List.of(
                rig.files.render(uid, "launch", "split", 1, 20_000),
                rig.files.render(uid, "launch", "left_focus", 2, 20_000)));
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), LIMIT)).isTrue();
    }

    private Ended clips(String... arguments) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int status = start(out, err, arguments).waitFor();
        return new Ended(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static Process start(Path out, Path err, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(JVM);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("SPRING_KAFKA_BOOTSTRAP_SERVERS", rig.broker.bootstrapServers());
        return builder.start();
    }
}
