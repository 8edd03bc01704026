package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.media.HostileCase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus: what a hostile event, name server or server says, each refused by class and reason, and none let through.
 */
class HostileCorpusTest {

    @TempDir
    Path temp;

    private Canary canary;

    @BeforeEach
    void listen() throws IOException {
        canary = Canary.listen();
    }

    @AfterEach
    void nobodyCame() throws IOException {
        canary.close();
    }

    @Test
    void noUriOfAnEventReachesWhatIsNotOnTheList() throws Exception {
        List<HostileCase> cases = HostileCase.read("https-uris.txt").stream()
                .map(one -> one.with("port", canary.port()).with("long", "a/".repeat(2100) + "SECRET"))
                .toList();
        List<String> wrong = new ArrayList<>();
        try (Encounter encounter = Encounter.with(
                Encounter.settings(List.of("media.example", "media.example:" + canary.port()), List.of()), temp)) {
            encounter.name("media.example", "127.0.0.1").name("localhost", "127.0.0.1");
            cases.forEach(one -> one.wrong(encounter.outcome(one.input())).forEach(wrong::add));
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(120);
        assertThat(canary.visits()).isZero();
    }

    @Test
    void noAnswerOfANameServerLeadsInside() throws Exception {
        List<HostileCase> cases = HostileCase.read("addresses.txt");
        List<String> wrong = new ArrayList<>();
        try (Encounter encounter = Encounter.with(Encounter.settings(hosts(cases.size()), List.of()), temp)) {
            for (int i = 0; i < cases.size(); i++) {
                String answer = cases.get(i).input();
                encounter.name(host(i), answer.equals("none") ? new String[0] : answer.split(" ", -1));
                cases.get(i)
                        .wrong(encounter.outcome("https://" + host(i) + ":" + canary.port() + "/clip.mp4?sig=SECRET"))
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(70);
        assertThat(canary.visits()).isZero();
    }

    private List<String> hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> host(i) + ":" + canary.port())
                .toList();
    }

    private static String host(int i) {
        return "dns-" + i + ".example";
    }

    @Test
    void noRedirectLeadsOffTheList() throws Exception {
        List<HostileCase> cases = HostileCase.read("redirects.txt");
        Redirecting script = new Redirecting(cases, canary.port());
        List<String> wrong = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(
                        Encounter.AUTHORITY.server(List.of("media.example")), "127.0.0.1", script);
                Encounter encounter = Encounter.with(
                        Encounter.settings(
                                List.of("media.example:" + server.port(), "cdn.example:" + canary.port()),
                                List.of("127.0.0.1/32")),
                        temp)) {
            script.at(server.port());
            encounter.name("media.example", "127.0.0.1").name("cdn.example", "127.0.0.2");
            for (int i = 0; i < cases.size(); i++) {
                String uri = "https://media.example:" + server.port() + "/r-" + i + "?sig=SECRET";
                cases.get(i).wrong(encounter.outcome(uri)).forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(50);
        assertThat(canary.visits()).isZero();
    }

    @Test
    void noAnswerOfAServerIsTakenThatIsNotAsItShouldBe() throws Exception {
        Responses responses = Responses.read();
        List<String> wrong = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(
                        Encounter.AUTHORITY.server(List.of("media.example")), "127.0.0.1", responses);
                Encounter encounter = Encounter.with(
                        Encounter.impatient(List.of("media.example:" + server.port()), List.of("127.0.0.1/32")), temp);
                ExecutorService some = Executors.newFixedThreadPool(6)) {
            encounter.name("media.example", "127.0.0.1");
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < responses.cases().size(); i++) {
                String uri = "https://media.example:" + server.port() + "/" + i + "/clip.mp4?sig=SECRET";
                outcomes.add(some.submit(() -> encounter.outcome(uri)));
            }
            for (int i = 0; i < outcomes.size(); i++) {
                responses.cases().get(i).wrong(outcomes.get(i).get()).forEach(wrong::add);
            }
            assertThat(encounter.spool().heldBytes()).isZero();
        }
        assertThat(wrong).isEmpty();
        assertThat(responses.cases()).hasSizeGreaterThan(85);
        assertThat(canary.visits()).isZero();
    }

    /** Else nothing would be proved by its silence. */
    @Test
    void theCanaryHearsWhoComes() throws Exception {
        for (InetSocketAddress address : canary.addresses()) {
            new Socket(address.getAddress(), address.getPort()).close();
        }
        int all = canary.addresses().size();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> canary.visits() == all);

        try (Encounter open = Encounter.with(
                Encounter.settings(List.of("media.example:" + canary.port()), List.of("127.0.0.0/8")), temp)) {
            open.name("media.example", "127.0.0.2");
            assertThat(open.outcome("https://media.example:" + canary.port() + "/clip.mp4"))
                    .startsWith("Unresponsive: ");
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> canary.visits() > all);
    }
}
