package ai.viralclip.worker.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.local.OnPath;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.node.NodeCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of a worker as it ships, over HTTP and in a browser. */
class PageIT {

    private static final NodeCheck BROWSER = new NodeCheck(Path.of("src", "test", "browser"));
    private static final Duration END = Duration.ofMinutes(1);

    private static PagedWorker paged;

    @BeforeAll
    static void startAWorker(@TempDir Path temp) throws Exception {
        paged = new PagedWorker(temp);
        paged.storeClips();
        paged.makeLetters();
    }

    @AfterAll
    static void stop() {
        String logs = paged.rig.logs();
        paged.close();
        assertThat(logs).doesNotContain(PagedWorker.READ, PagedWorker.ACT, "X-Amz-Signature");
    }

    @Test
    void aBrowserIsDrivenThroughItByClicksAndKeys() throws Exception {
        Optional<Path> chromium = OnPath.find("chromium");
        Assumptions.assumeTrue(chromium.isPresent(), "chromium is not installed (Debian package: chromium)");
        Optional<String> missing = BROWSER.missing();
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));

        Map<String, String> settings = new HashMap<>(Map.of(
                "PAGE_URL",
                "http://localhost:" + paged.worker.managementPort() + "/page/",
                "READ_TOKEN",
                PagedWorker.READ,
                "ACT_TOKEN",
                PagedWorker.ACT,
                "CHROMIUM",
                chromium.get().toString(),
                "LOST",
                Integer.toString(PagedWorker.LOST),
                "HOSTILE",
                PagedWorker.HOSTILE));
        Optional<String> pictures = Optional.ofNullable(System.getProperty("page.pictures"));
        pictures.ifPresent(folder -> settings.put("PICTURES", folder));
        if (pictures.isPresent()) {
            paged.rig.publish(IntStream.range(0, 12)
                    .mapToObj(n ->
                            paged.rig.files.render("ana", "run-" + n % 4, "split", n, 30_000_000L + 9_000_000L * n))
                    .toList());
        }
        var report = BROWSER.report(settings);

        assertThat(report.path("problems")).isEmpty();
        assertThat(report.path("violations")).isEmpty();
        assertThat(report.path("logged")).isEmpty();
        assertThat(report.path("done").size()).isGreaterThan(12);
    }

    @Test
    void eachRoleSeesWhatItMayOfTheRealThing() throws Exception {
        try (PageClient nobody = new PageClient(paged.worker, "");
                PageClient reader = new PageClient(paged.worker, PagedWorker.READ);
                PageClient actor = new PageClient(paged.worker, PagedWorker.ACT)) {
            PageClient.Answer document = nobody.get("/page/");
            assertThat(document.status()).isEqualTo(200);
            assertThat(document.headers().get("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .contains("media-src 'self' " + paged.rig.store.endpoint())
                    .doesNotContain("unsafe", "*");
            assertThat(document.headers())
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("Referrer-Policy", "no-referrer")
                    .containsEntry("X-Content-Type-Options", "nosniff");
            assertThat(nobody.get("/page").status()).isEqualTo(308);
            assertThat(nobody.get("/page/api/now").status()).isEqualTo(401);

            assertThat(reader.get("/page/api/role").json().path("role").asString(""))
                    .isEqualTo("read");
            assertThat(reader.post("groups", Map.of("filter", "reason:source_missing"))
                            .json()
                            .at("/groups/0/count")
                            .asInt())
                    .isEqualTo(PagedWorker.LOST);
            assertThat(reader.post("groups", Map.of("filter", "uid:lost")).status())
                    .isEqualTo(403);
            assertThat(reader.post("run", Map.of("uid", "hostile", "run_id", "run"))
                            .status())
                    .isEqualTo(403);

            PageClient.Answer run = actor.post("run", Map.of("uid", "hostile", "run_id", "run"));
            assertThat(run.json().path("total").asInt()).isEqualTo(3);
            assertThat(run.json().at("/clips/0/title").asString("")).isEqualTo(PagedWorker.HOSTILE);
            assertThat(run.json().at("/clips/0/video/url").asString("")).contains("X-Amz-Signature");
            assertThat(actor.post("run", Map.of("uid", "../bo", "run_id", "run"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void otherNamesOfThisMachineAreNotItsOwn() throws Exception {
        try (PageClient nobody = new PageClient(paged.worker, "")) {
            assertThat(nobody.statusLine("localhost:8081")).contains("200");
            assertThat(nobody.statusLine("rebound.example:8081")).contains("403");
        }
    }

    @Test
    void bytesOfAClipAreSeenToMove() throws Exception {
        List<ClipRendered> large = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            large.add(paged.rig.files.render("weighty", "run", "split", n, 60_000_000));
        }
        try (PageClient reader = new PageClient(paged.worker, PagedWorker.READ);
                PageClient actor = new PageClient(paged.worker, PagedWorker.ACT)) {
            List<Rendered> rendered = paged.rig.publish(large);
            await().atMost(END)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> clipsOf(actor.get("/page/api/now").json(), "weighty").stream()
                            .anyMatch(PageIT::isHalfSent));
            assertThat(reader.get("/page/api/now").body()).doesNotContain("weighty", "uid");
            paged.awaitAnswers(rendered);
            await().atMost(END)
                    .until(() -> clipsOf(actor.get("/page/api/now").json(), "weighty")
                            .isEmpty());
        }
    }

    private static boolean isHalfSent(JsonNode clip) {
        long sent = clip.path("sent_bytes").asLong(0);
        return sent > 0 && sent < clip.path("total_bytes").asLong(0);
    }

    private static List<JsonNode> clipsOf(JsonNode now, String uid) {
        List<JsonNode> clips = new ArrayList<>();
        for (JsonNode clip : now.path("clips")) {
            if (clip.at("/ids/uid").asString("").equals(uid)) {
                clips.add(clip);
            }
        }
        return clips;
    }

    @Test
    void offNothingOfItAnswers() throws Exception {
        WorkerProcess off = paged.rig.launchReady(PagedWorker.topicsOfItsOwn("off"));
        try (PageClient somebody = new PageClient(off, PagedWorker.ACT)) {
            for (String path : List.of("/page", "/page/", "/page/page.js", "/page/api/now", "/page/api/live")) {
                assertThat(somebody.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(somebody.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(somebody.get("/actuator/env").status()).isEqualTo(404);
        } finally {
            off.killHard();
        }
    }

    @Test
    void wiredWithoutGeneratedCodeItIsTheSameAndEndsItsStreams() throws Exception {
        Map<String, String> settings = new HashMap<>(PagedWorker.SETTINGS);
        settings.putAll(PagedWorker.topicsOfItsOwn("reflective"));
        QuickStart quick = QuickStart.ofTheBuild();
        List<String> jvm = new ArrayList<>(quick.arguments());
        jvm.add("-Dspring.aot.enabled=false");
        WorkerProcess reflective = paged.rig.launch(quick.jar(), settings, jvm);
        reflective.awaitReady(Duration.ofSeconds(90));
        try (PageClient reader = new PageClient(reflective, PagedWorker.READ);
                Stream<String> live = reader.live()) {
            assertThat(reader.get("/page/").status()).isEqualTo(200);
            Iterator<String> lines = live.iterator();
            assertThat(lines.next()).isEqualTo("event: now");
            assertThat(lines.next()).startsWith("data: {\"as_of\":");
            assertThat(reflective.terminate(END)).isTrue();
            while (lines.hasNext()) {
                assertThat(lines.next()).matches("|event: now|data: .*");
            }
        }
    }
}
