package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.ShiftedClock;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Workers that believe that it is another time, beside one that is right. */
@LongOther
@Tag("scenario")
@EnabledIfSystemProperty(
        named = "guarantees.page",
        matches = ".+",
        disabledReason =
                "runs at length, with -Pguarantees: StoreClockTest and EventTimeTest stand for it in every build")
class ClockSkewIT {

    private static final Duration OFF = Duration.ofHours(2);

    /** URLs live for less than a clock is wrong: those of a wrong time are dead on arrival. */
    private static final Map<String, String> SHORT_URLS = Map.of("CLIP_URLS_TTL", "1h", "CLIP_URLS_WINDOW", "1m");

    private static final Pattern SIGNED_AT = Pattern.compile("X-Amz-Date=([0-9TZ]+)");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int CLIPS = 30;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsThoughTheClocksOfWorkersAreHoursOff() throws Exception {
        Random random = Rounds.random("clocks");
        try (Arena arena = Arena.open(temp, SHORT_URLS)) {
            List<Duration> clocks = List.of(OFF.negated(), OFF, Duration.ZERO);
            List<Worker> workers = clocks.stream().map(by -> add(arena, by)).toList();
            workers.forEach(worker -> worker.process().awaitReady(Crew.START));
            Clips clips = new Clips(arena.files, random, 40);
            for (int round = 0; round < Rounds.count(); round++) {
                renderThrice(arena, clips.next(CLIPS), random);
                purge(arena, List.of("a" + round, "b" + round, "c" + round));
            }
            Instant now = InstantSource.system().instant();
            arena.outcomes
                    .ready()
                    .forEach(ready -> assertThat(signedAt(ready))
                            .as("when the URLs of %s were signed", ready.video().key())
                            .allMatch(at -> at.isBefore(now)));
            knowsTheStoresTime(workers.getFirst(), OFF);
            knowsTheStoresTime(workers.get(1), OFF.negated());
            arena.conclude(new Scenario(20, "workers whose clocks are two hours off, either way"), 2);
        }
    }

    private Worker add(Arena arena, Duration by) {
        try {
            return by.isZero() ? arena.crew.add() : arena.crew.add(ShiftedClock.settings(by, temp));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under the keys of chance: each rendering of a clip is read by another worker. */
    private static void renderThrice(Arena arena, List<ClipRendered> first, Random random) {
        List<ClipRendered> clips = first;
        for (int rendering = 0; rendering < 3; rendering++) {
            arena.publishWrongly(clips, event -> "key" + random.nextInt(1_000));
            arena.awaitAllAnswered();
            clips = again(arena, first);
        }
    }

    /** Of several users, since one worker or another takes up a request. */
    private static void purge(Arena arena, List<String> users) throws IOException {
        users.forEach(user -> arena.publish(clips(arena, user), Fate.PURGED));
        arena.awaitAllAnswered();
        users.stream().map(arena::purge).toList().forEach(CompletableFuture::join);
        for (String user : users) {
            assertThat(arena.stores(user))
                    .as("anything of %s after the purge", user)
                    .isFalse();
        }
        users.forEach(user -> arena.publish(clips(arena, user)));
        arena.awaitAllAnswered();
    }

    private static List<ClipRendered> clips(Arena arena, String user) {
        return Stream.of("r1", "r2", "r3", "r4", "r5", "r6")
                .map(run -> arena.files.render(user, run, "split", 1, 5_000))
                .toList();
    }

    private static List<ClipRendered> again(Arena arena, List<ClipRendered> clips) {
        return clips.stream()
                .map(clip -> arena.files.render(
                        clip.uid().value(), clip.runId().value(), clip.style().value(), clip.n(), 3_000))
                .toList();
    }

    private static Stream<Instant> signedAt(ClipReady ready) {
        return Stream.concat(Stream.of(ready.video()), ready.thumbnail().stream())
                .map(StoredMedia::url)
                .map(URI::toString)
                .flatMap(url -> SIGNED_AT.matcher(url).results())
                .map(MatchResult::group)
                .map(date -> LocalDateTime.parse(date.substring("X-Amz-Date=".length()), BASIC)
                        .toInstant(ZoneOffset.UTC));
    }

    /** @param ahead how far the store's clock is ahead of the worker's */
    private static void knowsTheStoresTime(Worker worker, Duration ahead) {
        await(worker.name())
                .atMost(WITHIN)
                .untilAsserted(() -> assertThat(Metrics.of(worker.process()).get("clip_store_clock_skew_seconds"))
                        .isBetween(ahead.toSeconds() - 60.0, ahead.toSeconds() + 60.0));
    }
}
