package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of the uploads that a store lists are aborted. */
final class AbandonedUploadsIT extends BehindARelay {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String CLIP = "users/u1/r1/clips/clip_split_1.mp4";

    @Test
    void thoseToClipsThatAreOlderThanADay() throws Exception {
        listed(upload(CLIP, "old", "2026-11-24T11:59:59Z"));
        assertThat(abort()).isEqualTo(1);
        assertThat(relay.calls().getLast().method()).isEqualTo("DELETE");
        assertThat(relay.calls().getLast().uri().getQuery()).contains("uploadId=old");
    }

    @Test
    void notOneThatALiveWorkerMayBeAtNorOneOfUnknownAge() throws Exception {
        listed(upload(CLIP, "young", "2026-11-24T12:00:01Z") + "<Upload><Key>" + CLIP
                + "</Key><UploadId>u</UploadId></Upload>");
        assertThat(abort()).isZero();
        assertThat(relay.calls()).hasSize(1);
    }

    @Test
    void oneOfAHighlightWhoseIdIsAsLargeAsTheContractAllowsToo() throws Exception {
        listed(upload("users/u1/r1/clips/clip_a_1.k_2147483647.mp4", "old", "2026-01-01T00:00:00Z"));
        assertThat(abort()).isEqualTo(1);
    }

    @Test
    void notOneThatIsOnlyNamedLikeAClip() throws Exception {
        listed(upload("users/u1/backups/clip_split_1.mp4", "old", "2026-01-01T00:00:00Z"));
        assertThat(abort()).isZero();
    }

    @Test
    void notOneThatIsNoClip() throws Exception {
        listed(upload("users/u1/r1/backup.tar", "old", "2026-01-01T00:00:00Z"));
        assertThat(abort()).isZero();
        assertThat(relay.calls()).hasSize(1);
    }

    private int abort() throws Exception {
        return new AbandonedUploads(new BulkRequests(clients.signed(), Stores.BUCKET), () -> NOW).abort();
    }

    private void listed(String uploads) {
        relay.rule(call -> call.method().equals("GET")
                ? new Relay.Verdict.Say("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>" + uploads
                        + "</ListMultipartUploadsResult>")
                : new Relay.Verdict.Answer(204, "", ""));
    }

    private static String upload(String key, String id, String begun) {
        return "<Upload><Key>" + key + "</Key><UploadId>" + id + "</UploadId><Initiated>" + begun
                + "</Initiated></Upload>";
    }
}
