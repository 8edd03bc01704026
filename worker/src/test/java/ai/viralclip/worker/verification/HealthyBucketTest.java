package ai.viralclip.worker.verification;

import static ai.viralclip.worker.verification.VerifiedBucket.NOON;
import static ai.viralclip.worker.verification.VerifiedBucket.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is as workers leave it is never a finding, whatever it is and however its pages are cut. */
final class HealthyBucketTest {

    private static final List<String> STYLES = List.of("split", "left_focus", "a_1.k", "a", "a.b-c_d");
    private static final List<String> USERS = List.of("u1", "u10", "u1-x", "U1", "u1.", "u1_");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void nothingIsFoundInIt(int seed) throws Exception {
        Random random = new Random(seed);
        VerifiedBucket bucket = generated(random);
        bucket.bounds = small(random);

        assertThat(bucket.findings()).isEmpty();
        assertThat(bucket.deepFindings()).isEmpty();
        assertThat(bucket.findings(Optional.of("u1"), Optional.of("r0"), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void whatIsFoundDoesNotDependOnWherePagesEnd(int seed) throws Exception {
        Random random = new Random(seed);
        VerifiedBucket bucket = generated(random);
        List<StoredClips> clips = clipsOf(bucket);
        for (int i = 0; i < 5; i++) {
            StoredClips one = clips.get(random.nextInt(clips.size()));
            bucket.store.delete(random.nextBoolean() ? one.video() : one.thumbnail());
            bucket.removeEntry(one.run(), random.nextInt(6));
        }
        List<Finding> atOnce = bucket.findings();
        for (int i = 0; i < 3; i++) {
            bucket.bounds = small(random);
            assertThat(bucket.findings()).containsExactlyElementsOf(atOnce);
        }
        assertThat(atOnce).isNotEmpty();
    }

    /** A page is no more than what its bounds allow, and one step. */
    @Test
    void aRunOfManyEntriesWithoutObjectsIsToldInPages() throws Exception {
        VerifiedBucket bucket = new VerifiedBucket();
        StoredClips clip = bucket.clip("u1", "r1", "split", 0, true);
        for (int n = 1; n <= 250; n++) {
            bucket.entry(clip.run(), n, RENDERED);
        }
        VerifyRequested all =
                new VerifyRequested(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        List<VerifyCompleted> pages = bucket.all(all);

        assertThat(pages).hasSize(3);
        assertThat(pages).allSatisfy(page -> assertThat(page.findings()).hasSizeLessThanOrEqualTo(100));
        assertThat(bucket.findings())
                .hasSize(250)
                .doesNotHaveDuplicates()
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(FindingKind.ENTRY_WITHOUT_OBJECT));
        assertThat(pages.stream().mapToLong(VerifyCompleted::runs).sum()).isEqualTo(1);
        assertThat(pages.stream().mapToLong(VerifyCompleted::objects).sum()).isEqualTo(3);
    }

    @Test
    void aLaterRenderingSupersedesWhatWasAnnouncedBefore() throws Exception {
        VerifiedBucket bucket = new VerifiedBucket();
        StoredClips clip = bucket.clip("u1", "r1", "split", 1, true);
        bucket.stored = NOON.minus(Duration.ofMinutes(30));
        StoredClips later = clip.renderedAt(RENDERED.plusSeconds(600));
        later.store(bucket);
        bucket.entry(clip.run(), 1, later.renderedAt());
        bucket.answers.add(later.announced(1, bucket.stored.plusSeconds(1)));
        bucket.letters.add(clip.renderedAt(RENDERED.plusSeconds(700)).letter(0));

        assertThat(bucket.findings()).isEmpty();
    }

    @Test
    void whatWasAnnouncedBeforeAPurgeIsRightlyGone() throws Exception {
        VerifiedBucket bucket = new VerifiedBucket();
        StoredClips clip = new StoredClips("u1", "r1", "split", 1, RENDERED, true);
        bucket.answers.add(clip.announced(0, RENDERED.plusSeconds(5)));
        assertThat(bucket.findings()).hasSize(1);

        bucket.purges.put(clip.run(), new Standing(Optional.of(RENDERED.plusSeconds(1)), false, 1));
        assertThat(bucket.findings()).isEmpty();
    }

    private static PageReport.Bounds small(Random random) {
        return new PageReport.Bounds(
                1 + random.nextInt(60), 1 + random.nextInt(5), 1 + random.nextInt(200), Duration.ofMinutes(1));
    }

    private static List<StoredClips> clipsOf(VerifiedBucket bucket) {
        List<StoredClips> clips = new ArrayList<>();
        bucket.answers.forEach(one -> clips.add(new StoredClips(
                one.data().uid().value(),
                one.data().runId().value(),
                one.data().style().value(),
                one.data().n(),
                RENDERED,
                true)));
        return clips;
    }

    private static VerifiedBucket generated(Random random) throws Exception {
        VerifiedBucket bucket = new VerifiedBucket();
        for (String user : USERS.subList(0, 1 + random.nextInt(USERS.size()))) {
            for (int run = 0; run < 1 + random.nextInt(3); run++) {
                int clips = random.nextInt(4) == 0 ? 70 : random.nextInt(12);
                for (int i = 0; i < clips; i++) {
                    // Of one highlight in several styles; some without thumbnail; names of which one begins another.
                    String style = STYLES.get(random.nextInt(STYLES.size()));
                    bucket.clip(user, "r" + run, style, random.nextInt(1 + clips), random.nextInt(4) > 0);
                }
            }
        }
        return bucket;
    }
}
