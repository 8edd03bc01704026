package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.contracts.Topics;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the worker does for a clip, written straight down from the SDK's documentation, with the settings that R2 needs:
 * decode, check first bytes, sizes and hashes, put the thumbnail and the video, add to {@code highlights.json} by
 * reading and writing it, presign, and say {@code clip-ready}. Without what the worker has besides: conditions, classes
 * of failures, dead letters.
 */
final class SameJob {

    private static final String BUCKET = "bench";
    private static final Duration URL_LIFE = Duration.ofHours(24);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern BOX_OF_MP4 = Pattern.compile("....ftyp", Pattern.DOTALL);
    private static final Pattern START_OF_JPEG = Pattern.compile("\u00ff\u00d8\u00ff");

    private static final StaticCredentialsProvider KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench-access-key", "bench-secret-key"));
    private static final S3Configuration PLAIN = S3Configuration.builder()
            .chunkedEncodingEnabled(false)
            .expectContinueEnabled(false) // else each put waits 3 s for an answer that R2 never gives
            .pathStyleAccessEnabled(true)
            .build();

    private final S3Client s3;
    private final S3Presigner presigner;

    SameJob(URI endpoint) {
        s3 = client(endpoint);
        presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.of("auto"))
                .credentialsProvider(KEY)
                .serviceConfiguration(PLAIN)
                .build();
    }

    /** The SDK as it comes, but for what R2 needs. */
    static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of("auto"))
                .credentialsProvider(KEY)
                .serviceConfiguration(PLAIN)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(1_000).expectContinueEnabled(false))
                .build();
    }

    /** A clip whose media is stored, and not listed yet. */
    record Stored(ClipRendered clip, String eventId, String videoEtag, Optional<String> thumbnailEtag) {

        String run() {
            return "users/" + clip.uid() + "/" + clip.runId() + "/";
        }

        String name() {
            return run() + "clips/clip_" + clip.style() + "_" + clip.n();
        }
    }

    Stored store(ConsumerRecord<String, byte[]> record) {
        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
        ClipRendered clip;
        try {
            clip = CloudEvents.read(event, ClipRendered.class);
        } catch (ContractViolation e) {
            throw new IllegalStateException(e);
        }
        String name = new Stored(clip, event.getId(), "", Optional.empty()).name();
        Optional<String> thumbnail = clip.thumbnail().map(media -> put(name + ".jpg", media, "image/jpeg"));
        return new Stored(clip, event.getId(), put(name + ".mp4", clip.video(), "video/mp4"), thumbnail);
    }

    /** Adds clips of one run to its document. */
    void list(Collection<Stored> clips) {
        String key = clips.iterator().next().run() + "highlights.json";
        ObjectNode document;
        try {
            document = (ObjectNode) JSON.readTree(
                    s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            document = JSON.createObjectNode();
            document.putArray("highlights");
        }
        ArrayNode highlights = (ArrayNode) document.path("highlights");
        clips.forEach(clip -> {
            ObjectNode entry = highlights.addObject();
            entry.put("id", clip.clip().n());
            entry.put("title", clip.clip().highlight().title());
            entry.put("start", clip.clip().highlight().start().toString());
            entry.put("end", clip.clip().highlight().end().toString());
        });
        byte[] bytes = JSON.writeValueAsBytes(document);
        s3.putObject(r -> r.bucket(BUCKET).key(key).contentType("application/json"), RequestBody.fromBytes(bytes));
    }

    ProducerRecord<String, byte[]> ready(Stored stored) {
        ClipRendered clip = stored.clip();
        StoredMedia video = media(stored.name() + ".mp4", "video/mp4", clip.video(), stored.videoEtag());
        Optional<StoredMedia> thumbnail = clip.thumbnail()
                .map(media -> media(
                        stored.name() + ".jpg",
                        "image/jpeg",
                        media,
                        stored.thumbnailEtag().orElse("")));
        ClipReady ready = new ClipReady(
                clip.uid(),
                clip.runId(),
                clip.style(),
                clip.n(),
                clip.highlight().title(),
                clip.highlight().description(),
                video,
                thumbnail,
                stored.run() + "highlights.json",
                stored.eventId());
        CloudEvent event = CloudEvents.of(
                ready,
                UUID.randomUUID().toString(),
                URI.create("/listener"),
                Instant.now().atOffset(ZoneOffset.UTC),
                stored.name());
        return KafkaMessageFactory.createWriter(Topics.CLIP_READY, clip.uid() + "/" + clip.runId())
                .writeBinary(event);
    }

    private String put(String key, RenderedMedia media, String contentType) {
        Path file = Path.of(media.uri());
        requireAnnounced(file, media, contentType.equals("video/mp4") ? BOX_OF_MP4 : START_OF_JPEG);
        return s3.putObject(
                        r -> r.bucket(BUCKET).key(key).contentType(contentType).cacheControl("private, max-age=3600"),
                        file)
                .eTag();
    }

    private static void requireAnnounced(Path file, RenderedMedia media, Pattern first) {
        try {
            if (Files.size(file) != media.sizeBytes().orElseThrow()) {
                throw new IllegalStateException("another size");
            }
            requireFirst(file, first);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] chunk = new byte[128 * 1024];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    digest.update(chunk, 0, read);
                }
            }
            Sha256 found = new Sha256(HexFormat.of().formatHex(digest.digest()));
            if (!media.sha256().orElse(found).equals(found)) {
                throw new IllegalStateException("another hash");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireFirst(Path file, Pattern first) throws IOException {
        try (var in = Files.newInputStream(file)) {
            if (!first.matcher(new String(in.readNBytes(16), ISO_8859_1)).lookingAt()) {
                throw new IllegalStateException("no media of this kind");
            }
        }
    }

    private StoredMedia media(String key, String contentType, RenderedMedia media, String etag) {
        URI url = URI.create(presigner
                .presignGetObject(p -> p.signatureDuration(URL_LIFE)
                        .getObjectRequest(r -> r.bucket(BUCKET).key(key)))
                .url()
                .toString());
        return new StoredMedia(
                key,
                contentType,
                media.sizeBytes().orElse(0L),
                etag.replace("\"", ""),
                media.sha256().orElseThrow(),
                url,
                Instant.now().plus(URL_LIFE));
    }
}
