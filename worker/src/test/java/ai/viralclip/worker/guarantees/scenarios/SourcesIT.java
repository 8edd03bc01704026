package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.MediaWeb;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.StoreCall;
import ai.viralclip.worker.guarantees.harness.Trap;
import ai.viralclip.worker.guarantees.harness.Trap.When;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Places.Place;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Media in four places at once, while workers are killed with it, and while it fails, goes, or becomes another. */
@LongOther
@Tag("scenario")
@EnabledIfSystemProperty(
        named = "guarantees.page",
        matches = ".+",
        disabledReason = "runs at length, with -Pguarantees: MediaInBucketsIT and FetchedClipIT run in every build")
class SourcesIT {

    private static final Duration GETS_THERE = Duration.ofMinutes(3);

    private static final Map<String, String> PATIENCE = Map.of(
            "CLIP_DELIVERY_SOURCE_ATTEMPTS", "3",
            "CLIP_DELIVERY_SOURCE_PATIENCE", "20s",
            "CLIP_DELIVERY_MAX_DELAY", "2s");

    @TempDir
    Path temp;

    /** Where a worker is killed. */
    private interface Point {
        void arm(Arena arena, Worker victim, Runnable kill);
    }

    @Test
    void everyGuaranteeHoldsWhereverMediaLies() throws Exception {
        Random random = Rounds.random("sources");
        try (Places places = Places.open(temp.resolve("places"))) {
            Map<String, String> settings = new HashMap<>(PATIENCE);
            settings.putAll(places.settings());
            try (Arena arena = Arena.open(temp, settings)) {
                arena.crew.add();
                arena.crew.addReady();
                Clips clips = new Clips(arena.files, random, 40);
                int faults = 0;
                for (int round = 0; round < Rounds.count(); round++) {
                    try (Load _ = Load.start(arena, count -> places.inTurn(arena, clips.next(count)))) {
                        for (Point point : points(random)) {
                            killAt(point, arena, random);
                        }
                    }
                    faults += fail(arena, places, clips);
                    arena.awaitAllAnswered();
                }
                arena.conclude(
                        new Scenario(
                                23, "media in two stores, on the web and in files: killed, cut, slow, gone, replaced"),
                        faults + places.troubles());
            }
        }
    }

    private static List<Point> points(Random random) {
        List<Point> points = new ArrayList<>();
        for (KillPoint point : KillPoint.values()) {
            points.add(point::arm);
        }
        for (When when : List.of(When.BEFORE, When.AFTER)) {
            points.add(atStore(StoreCall::isCopy, when));
            points.add(atStore(StoreCall::isCompletion, when));
        }
        Collections.shuffle(points, random);
        return points;
    }

    private static Point atStore(Predicate<StoreCall> which, When when) {
        return (arena, victim, kill) ->
                arena.store.set(Trap.cutting(call -> which.test(call) && call.isOf(victim.name()), when, kill));
    }

    private static void killAt(Point point, Arena arena, Random random) {
        List<Worker> owners = await().atMost(Crew.START).until(arena::owners, workers -> !workers.isEmpty());
        Worker victim = owners.get(random.nextInt(owners.size()));
        point.arm(arena, victim, () -> arena.crew.kill(victim));
        await().atMost(GETS_THERE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !victim.process().isAlive());
        arena.crew.addReady();
    }

    /** In each place: media that is not there, that comes late, and that is replaced once it was looked at. */
    private static int fail(Arena arena, Places places, Clips clips) {
        int faults = 0;
        for (Place place : List.of(Place.OWN_STORE, Place.OTHER_STORE, Place.WEB)) {
            arena.publish(List.of(elsewhere(places.put(arena, clips.next(1).getFirst(), place))), Fate.FAILED);
            replace(arena, places, clips.ofBytes(3_000_000), place);
            faults += 2;
        }
        ClipRendered late = clips.next(1).getFirst();
        Path file = Path.of(late.video().uri());
        Path aside = Path.of(file + ".late");
        move(file, aside);
        arena.publish(List.of(places.put(arena, withoutThumbnail(late), Place.WEB)));
        await().pollDelay(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> true);
        move(aside, file);
        return faults + 1;
    }

    /** Once its thumbnail is stored, its video was looked at, and is on its way. */
    private static void replace(Arena arena, Places places, ClipRendered rendered, Place place) {
        ClipRendered clip = places.put(arena, rendered, place);
        Trap trap =
                Trap.passing(call -> call.isWrite() && call.key().equals(Published.videoKey(clip)), When.BEFORE, () -> {
                    try {
                        MediaWeb.replace(Path.of(rendered.video().uri()));
                        places.putAgain(arena, rendered.video(), place);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        arena.store.set(trap);
        int before = arena.outcomes.answers().size();
        arena.publish(List.of(clip), Fate.FAILED);
        arena.awaitAnswers(before + 1);
        assertThat(trap.sprung().get()).as("replaced at " + place).isTrue();
    }

    /** Announced where nothing is. */
    private static ClipRendered elsewhere(ClipRendered clip) {
        RenderedMedia video = clip.video();
        RenderedMedia none = new RenderedMedia(
                URI.create(video.uri().toString().replace(".mp4", "-none.mp4")), video.sizeBytes(), video.sha256());
        return new ClipRendered(
                clip.uid(),
                clip.runId(),
                clip.videoUrl(),
                clip.videoTitle(),
                clip.customPrompt(),
                clip.style(),
                clip.highlight(),
                none,
                clip.thumbnail());
    }

    private static ClipRendered withoutThumbnail(ClipRendered clip) {
        return new ClipRendered(
                clip.uid(),
                clip.runId(),
                clip.videoUrl(),
                clip.videoTitle(),
                clip.customPrompt(),
                clip.style(),
                clip.highlight(),
                clip.video(),
                Optional.empty());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
