package ai.viralclip.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.local.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The producers and readers of {@code contracts/clients/}, each a process, between a real broker and the worker. */
class ClientsIT {

    private static final int BYTES = 20_000;

    private static Exchange exchange;

    @BeforeAll
    static void startAWorker(@TempDir Path temp) throws Exception {
        exchange = Exchange.start(temp);
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({"PYTHON, PYTHON", "PYTHON, NODE", "NODE, PYTHON", "NODE, NODE"})
    void whatOneRendersByTheContractAnotherReads(Language renders, Language reads) throws Exception {
        String uid = "reads-%s-%s".formatted(renders, reads);
        ClipRendered clip = OddNames.of(exchange.files.render(uid, "launch", "left_focus", 3, BYTES));
        Client reader = exchange.ready(reads, uid);

        String id = exchange.rendered(renders, clip);

        Contract.isKept(exchange.record(id).orElseThrow(), clip, renders.source());
        shows(reader, uid, "ready " + uid + "/launch clip_left_focus_3 http://");
        ClipReady ready = (ClipReady) exchange.outcomes.answersTo(id).getFirst().data();
        assertThat(ready.video().sha256()).isEqualTo(clip.video().sha256().orElseThrow());
        assertThat(ready.thumbnail()).isPresent();
        assertThat(of(reader, uid).getFirst())
                .endsWith("/users/" + uid + "/launch/clips/clip_left_focus_3.mp4 "
                        + ready.video().urlExpiresAt());
        assertThat(reader.terminate(Exchange.SOON)).isZero();
        assertThat(reader.complaints()).isEmpty();
        assertThat(String.join("\n", reader.lines())).doesNotContain("?", "X-Amz");
    }

    @ParameterizedTest
    @EnumSource
    void aClipThatTheWorkerRefusesIsShownWithItsReason(Language language) throws Exception {
        String uid = "refused-" + language;
        ClipRendered clip = exchange.files.render(uid, "launch", "split", 1, BYTES);
        Files.writeString(Path.of(clip.video().uri()), "no video");
        Client reader = exchange.ready(language, uid);

        exchange.rendered(language, clip);

        shows(reader, uid, "failed " + uid + "/launch clip_split_1 wrong_magic_bytes ");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatComesAgainIsShownOnce(Language language) throws Exception {
        String uid = "again-" + language;
        ClipRendered clip = exchange.files.render(uid, "launch", "split", 1, BYTES);
        Client reader = exchange.ready(language, uid);

        exchange.rendered(language, clip, "--id", uid);
        exchange.rendered(language, clip, "--id", uid);
        await().atMost(Exchange.SOON)
                .until(() -> exchange.outcomes.answersTo(uid).size() == 2);
        assertThat(exchange.outcomes.answersTo(uid).stream().map(Answer::eventId))
                .containsOnly(exchange.outcomes.answersTo(uid).getFirst().eventId());
        exchange.rendered(language, exchange.files.render(uid, "launch", "split", 2, BYTES));

        // Of one run, hence of one partition: who shows the last has read them all.
        shows(reader, uid, "ready " + uid + "/launch clip_split_1 ", "ready " + uid + "/launch clip_split_2 ");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfATransactionThatWasAbortedIsNotShown(Language language) throws Exception {
        String uid = "aborted-" + language;
        try (Answers answers = new Answers(exchange.broker.bootstrapServers())) {
            answers.begin(uid, 1);
            answers.abort();
            answers.begin(uid, 2);
            answers.commit();
            Client reader = exchange.ready(language, uid);
            shows(reader, uid, "ready " + uid + "/run clip_split_2 ");
            answers.begin(uid, 3);
            answers.abort();
            answers.begin(uid, 4);
            answers.commit();

            shows(reader, uid, "ready " + uid + "/run clip_split_2 ", "ready " + uid + "/run clip_split_4 ");
        }
    }

    /** Brokers list aborted transactions by their ends; kafkajs 2.2.4 takes that for the order of their beginnings. */
    @ParameterizedTest
    @CsvSource({"PYTHON, 0", "NODE, 1"})
    void onlyKafkajsShowsAnAnswerOfOverlappingAbortedTransactions(Language language, int wrongly) throws Exception {
        String uid = "overlap-" + language;
        try (Answers one = new Answers(exchange.broker.bootstrapServers());
                Answers other = new Answers(exchange.broker.bootstrapServers())) {
            one.begin(uid, 1);
            other.begin(uid, 2);
            other.abort();
            one.abort();
            one.begin(uid, 3);
            one.commit();
        }
        Client reader = exchange.ready(language, uid);

        await().atMost(Exchange.SOON).until(() -> of(reader, uid).size() == wrongly + 1);
        assertThat(of(reader, uid).getLast()).startsWith("ready " + uid + "/run clip_split_3 ");
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatIsStartedAgainGoesOnBehindWhatItHasHandled(Language language) throws Exception {
        String uid = "goes-on-" + language;
        Client first = exchange.ready(language, uid);
        exchange.rendered(language, exchange.files.render(uid, "launch", "split", 1, BYTES));
        shows(first, uid, "ready " + uid + "/launch clip_split_1 ");
        assertThat(first.terminate(Exchange.SOON)).isZero();

        Client second = exchange.ready(language, uid);
        exchange.rendered(language, exchange.files.render(uid, "launch", "split", 2, BYTES));

        shows(second, uid, "ready " + uid + "/launch clip_split_2 ");
        assertThat(second.lines()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatTheBrokerRefusesEndsTheProducerWithAnError(Language language) throws Exception {
        language.prepare("render");
        ClipRendered clip = exchange.files.render("too-large-" + language, "launch", "split", 1, BYTES);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", exchange.broker.bootstrapServers()))) {
            limitRecords(admin, AlterConfigOp.OpType.SET);
            try {
                Client producer = exchange.render(language, clip);

                assertThat(producer.exit(Exchange.SOON)).isEqualTo(1);
                assertThat(producer.lines()).isEmpty();
                assertThat(producer.complaints())
                        .containsIgnoringCase("message")
                        .containsIgnoringCase("large");
            } finally {
                limitRecords(admin, AlterConfigOp.OpType.DELETE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSettingsFileSaysReachesTheClient(Language language) throws Exception {
        String group = "settings-" + language;
        String name = language == Language.PYTHON ? "client.id" : "clientId";
        exchange.ready(language, group, "--config", exchange.settings("{\"" + name + "\": \"a-stranger\"}"));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", exchange.broker.bootstrapServers()))) {
            await().atMost(Exchange.SOON)
                    .ignoreExceptions()
                    .until(() -> admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                            .flatMap(described -> described.members().stream())
                            .anyMatch(member -> member.clientId().equals("a-stranger")));
        }
    }

    @Test
    void aPresignedUrlIsForGetAloneAndItsFirstByteTellsTheSize() throws Exception {
        ClipRendered clip = exchange.files.render("get-alone", "launch", "split", 1, BYTES);
        String id = exchange.pipeline.publish(clip).id();
        await().atMost(Exchange.SOON)
                .until(() -> !exchange.outcomes.answersTo(id).isEmpty());
        ClipReady ready = (ClipReady) exchange.outcomes.answersTo(id).getFirst().data();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder to = HttpRequest.newBuilder(ready.video().url());
            var head = http.send(to.copy().HEAD().build(), HttpResponse.BodyHandlers.discarding());
            var first = http.send(to.header("Range", "bytes=0-0").build(), HttpResponse.BodyHandlers.ofByteArray());

            assertThat(head.statusCode()).isEqualTo(403);
            assertThat(first.statusCode()).isEqualTo(206);
            assertThat(first.body()).hasSize(1);
            assertThat(first.headers().firstValue("content-range"))
                    .contains("bytes 0-0/" + ready.video().sizeBytes());
        }
    }

    private static void limitRecords(Admin admin, AlterConfigOp.OpType how) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CLIP_RENDERED);
        AlterConfigOp limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", "200"), how);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
    }

    /** Waits until a reader has shown as many answers of a user as are expected, and holds them against these. */
    private static void shows(Client reader, String uid, String... beginnings) {
        await().atMost(Exchange.SOON).until(() -> of(reader, uid).size() >= beginnings.length || !reader.isAlive());
        List<String> shown = of(reader, uid);
        assertThat(shown).as(reader.complaints()).hasSize(beginnings.length);
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(shown.get(i)).startsWith(beginnings[i]);
        }
    }

    private static List<String> of(Client reader, String uid) {
        return reader.lines().stream()
                .filter(line -> line.contains(" " + uid + "/"))
                .toList();
    }
}
