package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The stand-in's S3 client. */
final class StandInBucket implements AutoCloseable {

    private static final Duration VALID = Duration.ofMinutes(10);

    private final String bucket;
    private final S3Client s3;
    private final S3Presigner presigner;
    private final Map<String, Map<Integer, String>> titles = new ConcurrentHashMap<>();

    StandInBucket(LocalStore store) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey()));
        this.bucket = store.bucket();
        this.s3 = S3Client.builder()
                .endpointOverride(store.endpoint())
                .region(Region.of("auto"))
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        this.presigner = S3Presigner.builder()
                .endpointOverride(store.endpoint())
                .region(Region.of("auto"))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials)
                .build();
    }

    static boolean isVideo(ClipRendered clip) {
        try (InputStream in = Files.newInputStream(Path.of(clip.video().uri()))) {
            return new String(in.readNBytes(8), StandardCharsets.ISO_8859_1).endsWith("ftyp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StoredMedia store(ClipRendered clip, RenderedMedia media, String extension, String type) {
        String key = prefix(clip) + "clips/clip_" + clip.style() + "_" + clip.n() + "." + extension;
        String etag = s3.putObject(r -> r.bucket(bucket).key(key).contentType(type), Path.of(media.uri()))
                .eTag();
        var link = presigner.presignGetObject(r -> r.signatureDuration(VALID)
                .getObjectRequest(get -> get.bucket(bucket).key(key)));
        return new StoredMedia(
                key,
                type,
                media.sizeBytes().orElseThrow(),
                etag,
                media.sha256().orElseThrow(),
                URI.create(link.url().toString()),
                link.expiration());
    }

    /** Adds the clip to its run's highlights.json; returns that document's key. */
    String list(ClipRendered clip) {
        String key = prefix(clip) + "highlights.json";
        Map<Integer, String> run = titles.computeIfAbsent(key, k -> new TreeMap<>());
        run.put(clip.n(), clip.highlight().title());
        String entries = run.entrySet().stream()
                .map(e -> "{\"id\":%d,\"title\":\"%s\"}".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(","));
        String document = "{\"video_url\":\"%s\",\"highlights\":[%s]}".formatted(clip.videoUrl(), entries);
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(document));
        return key;
    }

    @Override
    public void close() {
        s3.close();
        presigner.close();
    }

    private static String prefix(ClipRendered clip) {
        return "users/" + clip.uid() + "/" + clip.runId() + "/";
    }
}
