package ai.viralclip.worker.verification;

import static ai.viralclip.worker.verification.VerifiedBucket.NOON;
import static ai.viralclip.worker.verification.VerifiedBucket.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that can be wrong, alone in a bucket that is well otherwise: it is found, and nothing else. */
final class PlantedDisagreementsTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final VerifiedBucket bucket = new VerifiedBucket();
    private StoredClips clip = new StoredClips("u1", "r1", "split", 1, RENDERED, true);

    @BeforeEach
    void store() throws Exception {
        clip = bucket.clip("u1", "r1", "split", 1, true);
        bucket.clip("u1", "r1", "left_focus", 1, false);
        bucket.clip("u1", "r1", "split", 2, true);
        bucket.clip("u10", "r1", "split", 1, true);
        assertThat(bucket.deepFindings()).isEmpty();
    }

    /** What is planted, and where it is to be found. */
    enum Planted {
        OBJECT_WITHOUT_ENTRY {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.removeEntry(clip.run(), 2);
                return clip.video().replace("_1.mp4", "_2.mp4");
            }
        },
        ENTRY_WITHOUT_OBJECT {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.entry(clip.run(), 7, RENDERED);
                return VerifiedBucket.document(clip.run());
            }
        },
        ENTRY_OUTDATED {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.setEntry(clip.run(), 2, RENDERED.minusSeconds(1));
                return clip.video().replace("_1.mp4", "_2.mp4");
            }
        },
        HIGHLIGHTS_MISSING {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.store.delete(VerifiedBucket.document(clip.run()));
                return VerifiedBucket.document(clip.run());
            }
        },
        HIGHLIGHTS_UNREADABLE {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.put(VerifiedBucket.document(clip.run()), "{\"highlights\":{}}", "application/json", Map.of());
                return VerifiedBucket.document(clip.run());
            }
        },
        THUMBNAIL_MISSING {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.store.delete(clip.thumbnail());
                return clip.video();
            }
        },
        THUMBNAIL_WITHOUT_VIDEO {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                String key = clip.thumbnail().replace("split_1.jpg", "original_1.jpg");
                bucket.file(key, "jpg", "image/jpeg", RENDERED);
                return key;
            }
        },
        METADATA_BROKEN {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                String key = clip.video().replace("split_1.mp4", "original_1.mp4");
                bucket.put(key, "mp4", "video/mp4", Map.of("sha256", "a".repeat(64), "rendered-at", "yesterday"));
                return key;
            }
        },
        FOREIGN_OBJECT {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) throws Exception {
                bucket.put("users/u1/r1/clips/notes.txt", "notes", "text/plain", Map.of());
                return "users/u1/r1/clips/notes.txt";
            }
        },
        ABANDONED_UPLOAD {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) {
                bucket.store.begin(clip.video()); // an hour ago: a worker may be at it
                bucket.stored = NOON.minus(TWO_DAYS);
                return bucket.store.begin(clip.thumbnail()).key();
            }
        },
        PURGED_OBJECT_LEFT {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) {
                Standing purged = new Standing(Optional.of(clip.renderedAt()), false, 1);
                bucket.purges.put(clip.run(), purged);
                bucket.answers.clear();
                return clip.video();
            }
        },
        ANNOUNCED_MISSING {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) {
                StoredClips other = new StoredClips("u1", "r9", "split", 4, RENDERED, true);
                bucket.answers.add(other.announced(9, NOON.minusSeconds(60)));
                return other.video();
            }
        },
        ANNOUNCED_DIFFERS {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) {
                // Announced after the object was stored, and it is another one.
                StoredClips other = clip.renderedAt(RENDERED.plusSeconds(99));
                bucket.answers.set(0, other.announced(0, bucket.stored.plusSeconds(60)));
                return clip.video();
            }
        },
        DEAD_LETTER_ANSWERED {
            @Override
            String plant(VerifiedBucket bucket, StoredClips clip) {
                bucket.letters.add(clip.letter(0));
                bucket.letters.add(clip.renderedAt(RENDERED.plusSeconds(99)).letter(1)); // not answered
                return "clip-rendered-dlt-0@0";
            }
        };

        abstract String plant(VerifiedBucket bucket, StoredClips clip) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void oneIsFoundAloneWhereItIs(Planted planted) throws Exception {
        String where = planted.plant(bucket, clip);

        List<Finding> findings = bucket.findings();

        FindingKind kind = FindingKind.valueOf(planted.name());
        int count = planted == Planted.PURGED_OBJECT_LEFT ? 3 : 1; // of the run's four files, two pairs of highlight 1
        assertThat(findings).hasSize(count).allSatisfy(one -> {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.mend()).isNotBlank();
            assertThat(one.note()).isEqualTo(kind == FindingKind.DEAD_LETTER_ANSWERED);
        });
        assertThat(findings).extracting(Finding::where).contains(where);
        assertThat(bucket.findings(Optional.of("u10"), Optional.empty(), false)).isEmpty();
    }

    @Test
    void otherBytesThanTheObjectSaysAreFoundByReadingThemAlone() throws Exception {
        String key = clip.video();
        bucket.put(
                key,
                "other bytes",
                "video/mp4",
                bucket.store.head(key).orElseThrow().metadata());
        bucket.answers.clear();

        assertThat(bucket.findings()).isEmpty();
        assertThat(bucket.deepFindings()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(FindingKind.BYTES_DIFFER);
            assertThat(one.where()).isEqualTo(key);
            assertThat(one.detail()).startsWith("11 bytes with sha256 ");
        });
    }

    @Test
    void aTopicThatMayNotBeReadIsFoundAndTheRestGoesOn() throws Exception {
        bucket.unreadable = true;

        assertThat(bucket.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.TOPIC_UNREADABLE, FindingKind.TOPIC_UNREADABLE);
    }

    @Test
    void aThumbnailThatOnlyItsAnswerKnowsOfIsMissedByThat() throws Exception {
        bucket.file(clip.video(), "old", "video/mp4", clip.renderedAt());
        bucket.answers.set(0, bucket.announcedAsThere(clip));
        bucket.store.delete(clip.thumbnail());

        assertThat(bucket.findings()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(FindingKind.THUMBNAIL_MISSING);
            assertThat(one.where()).isEqualTo(clip.video());
            assertThat(one.detail()).startsWith("clip-ready-0@0 announced");
        });
    }
}
