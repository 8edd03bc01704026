package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.local.WorkerProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clip at {@code https:}, from its event to the bucket. {@code -Dfetched.bytes=2147483648} makes it eight times as
 * large as the worker's heap.
 */
class FetchedClipIT {

    private static final long SIZE = Long.getLong("fetched.bytes", 64L << 20);
    private static final byte[] THUMBNAIL = ValidMedia.jpeg(2_000);

    @TempDir
    Path temp;

    @Test
    void aClipThatIsCutTenTimesIsStoredWholeAndNothingSecretIsTold() throws Exception {
        CutServer video = new CutServer(ValidMedia.mp4Head(SIZE), SIZE, SIZE / 12, 10);
        Certificates authority = new Certificates();
        try (ScriptedServer server =
                        ScriptedServer.start(authority.server(List.of("localhost")), "127.0.0.1", (request, out) -> {
                            if (request.target().startsWith("/clip.mp4")) {
                                video.answer(request, out);
                            } else {
                                ScriptedServer.say(
                                        out, "HTTP/1.1 200 OK\nContent-Length: " + THUMBNAIL.length, THUMBNAIL);
                            }
                        });
                Rig rig = Rig.start(temp)) {
            String host = "localhost:" + server.port();
            WorkerProcess worker = rig.launch(settings(authority, host));
            worker.awaitReady(Rig.START);

            Rendered good = rig.pipeline.publish(clip(rig, 1, "https://" + host, sha256(video)));
            Rendered bad = rig.pipeline.publish(clip(rig, 2, "https://SECRET-2@169.254.169.254", sha256(video)));

            assertThat(rig.outcomes.awaitAnswersTo(List.of(good.id(), bad.id()), Duration.ofMinutes(10)))
                    .isTrue();
            new Stored(rig).isExactly(List.of(good));
            assertThat(rig.outcomes.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.reason()).isEqualTo(Reason.SOURCE_NOT_ALLOWED);
                assertThat(failed.detail())
                        .isEqualTo("the https: URI has user information: credentials are"
                                + " configured, never announced");
            });
            List<Long> begun = new ArrayList<>(List.of(0L));
            begun.addAll(video.cuts());
            assertThat(video.cuts()).hasSize(10);
            assertThat(video.starts()).as("sent on from where it broke").isEqualTo(begun);
            assertThat(server.requests())
                    .allMatch(asked -> asked.header("authorization").equals("Bearer SECRET-3"));
            assertThat(rig.logs()).doesNotContain("SECRET").doesNotContain("OutOfMemoryError");
            assertThat(worker.prometheus()).doesNotContain("SECRET");
        }
    }

    private Map<String, String> settings(Certificates authority, String host) throws Exception {
        Path root = Files.writeString(temp.resolve("authority.pem"), authority.rootPem());
        return Map.of(
                "CLIP_MEDIA_HTTPS_HOSTS",
                host,
                "CLIP_MEDIA_HTTPS_CREDENTIALS",
                host + "=Bearer SECRET-3",
                "CLIP_MEDIA_HTTPS_ALLOWED_ADDRESSES",
                "127.0.0.0/8,::1/128",
                "CLIP_MEDIA_HTTPS_SSL_BUNDLE",
                "media",
                "LOGGING_LEVEL_ORG_APACHE_HC",
                "DEBUG",
                "SPRING_SSL_BUNDLE_PEM_MEDIA_TRUSTSTORE_CERTIFICATE",
                root.toUri().toString());
    }

    private static ClipRendered clip(Rig rig, int n, String origin, Sha256 sha256) throws Exception {
        RenderedMedia video = new RenderedMedia(
                URI.create(origin + "/clip.mp4?sig=SECRET-1"), Optional.of(SIZE), Optional.of(sha256));
        RenderedMedia thumbnail = new RenderedMedia(
                URI.create(origin + "/clip.jpg?sig=SECRET-1"),
                Optional.of((long) THUMBNAIL.length),
                Optional.of(hash(MessageDigest.getInstance("SHA-256").digest(THUMBNAIL))));
        return rig.files.announce("ana", "launch", "original", n, video, Optional.of(thumbnail));
    }

    private static Sha256 sha256(CutServer file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[1 << 20];
        for (long at = 0; at < SIZE; at += piece.length) {
            int count = (int) Math.min(piece.length, SIZE - at);
            for (int i = 0; i < count; i++) {
                piece[i] = file.at(at + i);
            }
            digest.update(piece, 0, count);
        }
        return hash(digest.digest());
    }

    private static Sha256 hash(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }
}
