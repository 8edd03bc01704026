package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.LegalIds;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What workers write for each other about purges is read as it was meant, over all that can be written. */
final class WhatIsToldOfPurgesTest {

    private static final Sha256 HASH = new Sha256("0".repeat(64));

    private static final List<Instant> EDGES = List.of(
            Instant.EPOCH,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("0000-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            Instant.parse("+10000-01-01T00:00:00Z"),
            Instant.parse("2026-11-22T12:00:00Z"),
            Instant.parse("2026-11-22T12:00:00.1Z"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void marksProgressAndMetadataAreReadBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Instant time = time(random);
            PurgeMark mark = new PurgeMark(
                    time,
                    random.nextBoolean(),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(new PurgeMark.Request(number(random), (long) number(random) << 31)));
            assertThat(PurgeMark.parse(mark.toBytes())).contains(mark);
            Progress progress = new Progress(
                    Instant.ofEpochMilli(time.toEpochMilli()), number(random), (long) number(random) << 31, 0);
            assertThat(Progress.parse(progress.toString())).contains(progress);
            StoredObject object = new StoredObject("e", 1, "video/mp4", ClipMetadata.of(HASH, time, "event"), time);
            assertThat(ClipMetadata.renderedAt(object)).contains(time);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPurgeIsKnownForItsUserOrRunWhateverTheirIdsAreAndForNoOther(long seed) {
        LegalIds ids = new LegalIds(seed);
        for (int i = 0; i < 300; i++) {
            Uid uid = new Uid(ids.id());
            RunId run = new RunId(ids.id());
            Uid otherUser = new Uid(ids.id());
            RunId otherRun = new RunId(ids.id());
            PurgeLedger ofRun = ledger(new Scope(uid, Optional.of(run)));
            PurgeLedger ofUser = ledger(new Scope(uid, Optional.empty()));
            assertThat(isPurged(ofRun, uid, run)).isTrue();
            assertThat(isPurged(ofUser, uid, otherRun)).isTrue();
            assertThat(isPurged(ofRun, uid, otherRun)).isEqualTo(run.equals(otherRun));
            assertThat(isPurged(ofUser, otherUser, run)).isEqualTo(uid.equals(otherUser));
        }
    }

    private static PurgeLedger ledger(Scope purged) {
        PurgeLedger ledger = new PurgeLedger(() -> Instant.EPOCH, Duration.ofDays(400));
        ledger.add(purged.key(), new PurgeMark(Instant.EPOCH, false), 0);
        return ledger;
    }

    private static boolean isPurged(PurgeLedger ledger, Uid uid, RunId run) {
        return ledger.standing(uid, run).reaching(Instant.EPOCH).isPresent();
    }

    private static Instant time(Random random) {
        return random.nextInt(4) == 0
                ? EDGES.get(random.nextInt(EDGES.size()))
                : Instant.ofEpochSecond(
                        random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
    }

    private static int number(Random random) {
        return random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31);
    }
}
