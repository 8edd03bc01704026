package ai.viralclip.worker.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.cli.Terminal;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RenderingIT {

    private static final Path SAMPLES = Path.of("../samples");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false, false);
    private LocalBroker broker;
    private LocalStore store;

    @BeforeEach
    void startServers() throws Exception {
        broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0));
        store = LocalStore.start(
                new LocalStore.Options(directory.resolve("store"), "clips", "demo", "secret", false, 0));
    }

    @AfterEach
    void stopServers() {
        store.close();
        broker.close();
    }

    @Test
    void everySampleIsAnsweredAndEveryCheckHolds() throws Exception {
        Ledger ledger = render(SampleClips.in(SAMPLES), 1);

        new LedgerText(terminal).print(ledger);
        JsonNode json = new JsonMapper().readTree(LedgerJson.of(ledger));
        assertThat(ledger.checks()).allMatch(Check::ok);
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("ready").asInt()).isEqualTo(7);
        assertThat(json.path("failed").asInt()).isEqualTo(1);
        assertThat(json.path("highlights")).hasSize(4);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("8 rendered, 7 ready, 1 failed")
                .contains("all as they should be")
                .contains("clip-failed: wrong_magic_bytes")
                .doesNotContain("\u001b");
    }

    @Test
    void aSecondAnswerIsNotAsItShouldBe() throws Exception {
        Ledger ledger = render(SampleClips.in(SAMPLES).subList(0, 1), 2);

        assertThat(ledger.ok()).isFalse();
        assertThat(ledger.checks())
                .filteredOn(check -> !check.ok())
                .extracting(Check::found)
                .containsExactly("2 answers");
    }

    @Test
    void anOpenBucketIsNotAsItShouldBe() throws Exception {
        store.openToEveryone(true);

        Ledger ledger = render(SampleClips.in(SAMPLES).subList(0, 1), 1);

        assertThat(ledger.ok()).isFalse();
        assertThat(ledger.checks())
                .filteredOn(check -> !check.ok())
                .extracting(Check::name)
                .contains("anonymous listing");
    }

    @Test
    void ownFilesAreNumberedByNameAndMayLackThumbnails() throws Exception {
        Path own = Files.createDirectory(directory.resolve("my clips"));
        Files.copy(SAMPLES.resolve("ana-launch-split.mp4"), own.resolve("b second.mp4"));
        Files.copy(SAMPLES.resolve("bo-webinar-split.mp4"), own.resolve("a first.MP4"));
        Files.copy(SAMPLES.resolve("bo-webinar-split.jpg"), own.resolve("a first.jpg"));

        Ledger ledger = render(FolderClips.in(own), 1);

        assertThat(ledger.checks()).allMatch(Check::ok);
        assertThat(ledger.clips())
                .extracting(result -> result.clip().event().highlight().title())
                .containsExactly("a first", "b second");
        assertThat(ledger.clips())
                .extracting(result -> result.clip().event().thumbnail().isPresent())
                .containsExactly(true, false);
    }

    private Ledger render(List<DemoClip> clips, int answersPerClip) throws Exception {
        try (StandInWorker worker = new StandInWorker(broker.bootstrapServers(), store, answersPerClip)) {
            return new Rendering(
                            broker.bootstrapServers(),
                            StoreView.of(store),
                            worker::isAlive,
                            new Progress(terminal),
                            InstantSource.system())
                    .of(clips, LIMIT);
        }
    }
}
