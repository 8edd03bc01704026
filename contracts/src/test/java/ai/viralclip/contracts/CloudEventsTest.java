package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CloudEventsTest {

    private static final URI SOURCE = URI.create("/pipeline");

    private final CloudEvent envelope =
            CloudEvents.of(example(), "e1", SOURCE, OffsetDateTime.parse("2026-11-02T09:16:21Z"), "users/u1");

    @Test
    void whatIsPutIntoAnEnvelopeIsReadFromIt() throws ContractViolation {
        assertThat(CloudEvents.read(envelope, ClipRendered.class)).isEqualTo(example());
        assertThat(envelope.getSpecVersion()).hasToString("1.0");
        assertThat(envelope.getType()).isEqualTo("ai.viralclip.clip.rendered.v1");
        assertThat(envelope.getDataContentType()).isEqualTo("application/json");
        assertThat(envelope.getDataSchema()).isEqualTo(EventType.CLIP_RENDERED.schema());
    }

    @Test
    void anEnvelopeOfAnotherTypeIsUnreadable() {
        assertUnreadable(CloudEventBuilder.v1(envelope).withType("other").build(), "ce_type");
    }

    @Test
    void dataOfAnotherContentTypeIsUnreadable() {
        assertUnreadable(
                CloudEventBuilder.v1(envelope).withDataContentType("text/json").build(), "content-type");
    }

    @Test
    void anEnvelopeWithoutDataIsUnreadable() {
        assertUnreadable(CloudEventBuilder.v1(envelope).withoutData().build(), "");
    }

    @Test
    void aCharsetOrNoContentTypeAtAllIsStillJson() throws ContractViolation {
        var charset = CloudEventBuilder.v1(envelope)
                .withDataContentType("Application/JSON; charset=utf-8")
                .build();
        var none = CloudEventBuilder.v1(envelope).withoutDataContentType().build();
        assertThat(CloudEvents.read(charset, ClipRendered.class)).isEqualTo(example());
        assertThat(CloudEvents.read(none, ClipRendered.class)).isEqualTo(example());
    }

    @Test
    void anAnswersIdIsTheSameForEverAndAnotherForEachTypeSourceAndId() {
        assertThat(EventIds.derived(SOURCE, "e1", EventType.CLIP_READY))
                .isEqualTo(EventIds.derived(SOURCE, "e1", EventType.CLIP_READY))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(EventIds.derived(SOURCE, "e1", EventType.CLIP_FAILED))
                .isNotEqualTo(EventIds.derived(SOURCE, "e2", EventType.CLIP_READY))
                .isNotEqualTo(EventIds.derived(URI.create("/pipelinee"), "1", EventType.CLIP_READY));
    }

    @Test
    void noEventShowsAPresignedUrl() throws ContractViolation {
        ClipReady ready = new EventCodec().decode(Files.bytes("examples/clip-ready.json"), ClipReady.class);
        assertThat(ready.toString()).contains(ready.video().key()).doesNotContain("X-Amz", "cloudflarestorage");
        ClipsListed listed = new EventCodec().decode(Files.bytes("examples/clips-listed.json"), ClipsListed.class);
        assertThat(listed.toString())
                .contains(listed.clips().getFirst().video().key())
                .doesNotContain("X-Amz", "cloudflarestorage");
        var uri = URI.create("https://user:pass@media.example.com/3.mp4?sig=secret");
        assertThat(new RenderedMedia(uri, Optional.empty(), Optional.empty()).toString())
                .contains("https://media.example.com/3.mp4")
                .doesNotContain("secret", "pass");
    }

    private static void assertUnreadable(CloudEvent event, String path) {
        assertThatExceptionOfType(ContractViolation.class)
                .isThrownBy(() -> CloudEvents.read(event, ClipRendered.class))
                .satisfies(broken -> {
                    assertThat(broken.reason()).isEqualTo(Reason.EVENT_UNREADABLE);
                    assertThat(broken.path()).isEqualTo(path);
                });
    }

    private static ClipRendered example() {
        try {
            return new EventCodec().decode(Files.bytes("examples/clip-rendered.json"), ClipRendered.class);
        } catch (ContractViolation e) {
            throw new AssertionError(e);
        }
    }
}
