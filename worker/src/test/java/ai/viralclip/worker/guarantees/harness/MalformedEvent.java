package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code clip-rendered} that cannot succeed.
 *
 * @param kind what is wrong with it
 * @param reason what the worker must call it
 * @param isRunKnown whether the record says whose clip it is, so that somebody can be told
 */
public record MalformedEvent(
        String id,
        String kind,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers,
        Reason reason,
        boolean isRunKnown) {

    /** A header of the test's own, by which a dead letter is known again. */
    public static final String MARK = "test-mark";

    private static final EventCodec CODEC = new EventCodec();

    /** One of each kind. */
    public static List<MalformedEvent> all(RenderedFiles files, int round) {
        String run = "run" + round;
        ClipRendered good = files.render("bad", run, "split", round, 5_000);
        String json = new String(CODEC.encode(good), UTF_8);
        Builder events = new Builder(round, "bad/" + run);
        events.add("null value", null, Reason.EVENT_UNREADABLE);
        events.add("empty value", "", Reason.EVENT_UNREADABLE);
        events.add("not JSON", "rendered!", Reason.EVENT_UNREADABLE);
        events.add("cut JSON", json.substring(0, json.length() / 2), Reason.EVENT_UNREADABLE);
        events.add("a list", "[" + json + "]", Reason.CONTRACT_BROKEN);
        events.add("no video", json.replace("\"video\":", "\"vidio\":"), Reason.CONTRACT_BROKEN);
        events.add(
                "a text for a number",
                json.replace("\"id\":" + round, "\"id\":\"" + round + "\""),
                Reason.CONTRACT_BROKEN);
        events.add("a style with a slash", json.replace("\"split\"", "\"sp/lit\""), Reason.ID_INVALID);
        events.add("a title of a megabyte", longTitle(json, round), Reason.CONTRACT_BROKEN);
        events.add("a run that climbs", json.replace("\"" + run + "\"", "\"..\""), Reason.ID_INVALID);
        events.add("file outside the roots", video(files, good, at("file:///etc/hostname")), Reason.SOURCE_NOT_ALLOWED);
        events.add(
                "a scheme that is not allowed", video(files, good, at("ftp://host/a.mp4")), Reason.SOURCE_NOT_ALLOWED);
        events.add(
                "a text for a video", video(files, good, RenderedFiles.media(text(files))), Reason.WRONG_MAGIC_BYTES);
        events.add("another size", video(files, good, size(good.video(), 4_999)), Reason.SIZE_MISMATCH);
        events.add("another hash", video(files, good, hash(good.video())), Reason.CHECKSUM_MISMATCH);
        events.addWithHeaders("another type", json, Map.of("ce_type", "ai.viralclip.clip.ready.v1"), true);
        events.addWithHeaders("no CloudEvent", json, Map.of("ce_specversion", ""), true);
        events.addWithHeaders("another version", json, Map.of("ce_specversion", "7.5"), true);
        events.addWithHeaders("no id", json, Map.of("ce_id", ""), true);
        events.addWithoutKey("nobody's", "{}", Reason.CONTRACT_BROKEN);
        return events.events;
    }

    private static String video(RenderedFiles files, ClipRendered good, RenderedMedia video) {
        ClipRendered event =
                files.announce(good.uid().value(), good.runId().value(), "split", good.n(), video, good.thumbnail());
        return new String(CODEC.encode(event), UTF_8);
    }

    /** Nearly as large as brokers take by default: an answer that repeats it could not be written. */
    private static String longTitle(String json, int round) {
        return json.replace("\"Highlight " + round + "\"", "\"" + "x".repeat(1_040_000) + "\"");
    }

    private static RenderedMedia at(String uri) {
        return new RenderedMedia(URI.create(uri), Optional.empty(), Optional.empty());
    }

    private static RenderedMedia size(RenderedMedia media, long bytes) {
        return new RenderedMedia(media.uri(), Optional.of(bytes), Optional.empty());
    }

    private static RenderedMedia hash(RenderedMedia media) {
        return new RenderedMedia(media.uri(), media.sizeBytes(), Optional.of(new Sha256("ab".repeat(32))));
    }

    /** Written once: a file that is written again is empty for a moment, and the worker may look at it right then. */
    private static Path text(RenderedFiles files) {
        try {
            Path words = files.path("words.mp4");
            return Files.exists(words) ? words : Files.writeString(words, "these are words, and no boxes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its dead letter is the original, byte for byte, and says why and where from. */
    public static void isAsSent(ConsumerRecord<String, byte[]> letter, Map<String, MalformedEvent> sent) {
        MalformedEvent event = Objects.requireNonNull(sent.get(header(letter, MARK)));
        assertThat(header(letter, DeadLetterHeaders.REASON))
                .as(event.kind())
                .isEqualTo(event.reason().wireName());
        assertThat(header(letter, DeadLetterHeaders.DETAIL)).as(event.kind()).isNotBlank();
        assertThat(header(letter, DeadLetterHeaders.ORIGIN_TOPIC)).isEqualTo("clip-rendered");
        assertThat(header(letter, DeadLetterHeaders.REPLAYS)).isEqualTo("0");
        assertThat(letter.value()).as(event.kind()).isEqualTo(event.bytes());
        assertThat(letter.key()).isEqualTo(event.key());
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    byte @Nullable [] bytes() {
        return value == null ? null : value.getBytes(UTF_8);
    }

    private static final class Builder {

        private final List<MalformedEvent> events = new ArrayList<>();
        private final int round;
        private final String key;

        Builder(int round, String key) {
            this.round = round;
            this.key = key;
        }

        void add(String kind, @Nullable String value, Reason reason) {
            add(kind, key, value, Map.of(), reason, true);
        }

        void addWithHeaders(String kind, String value, Map<String, String> headers, boolean isRunKnown) {
            add(kind, key, value, headers, Reason.EVENT_UNREADABLE, isRunKnown);
        }

        void addWithoutKey(String kind, String value, Reason reason) {
            add(kind, null, value, Map.of(), reason, false);
        }

        private void add(
                String kind,
                @Nullable String recordKey,
                @Nullable String value,
                Map<String, String> overrides,
                Reason reason,
                boolean isRunKnown) {
            String id = round + " " + kind;
            Map<String, String> headers = new TreeMap<>(Map.of(
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    "id-" + round + "-" + events.size(),
                    "ce_source",
                    "urn:test",
                    "ce_type",
                    "ai.viralclip.clip.rendered.v1",
                    "content-type",
                    "application/json",
                    MARK,
                    id));
            headers.putAll(overrides);
            headers.values().removeIf(String::isEmpty);
            events.add(new MalformedEvent(id, kind, recordKey, value, headers, reason, isRunKnown));
        }
    }
}
