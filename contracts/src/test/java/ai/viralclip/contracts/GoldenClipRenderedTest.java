package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What old producers sent must be read for ever. The golden files are never edited; new ones are added beside them. */
final class GoldenClipRenderedTest {

    @Test
    void theMinimalEventIsRead() throws ContractViolation {
        assertThat(golden("minimal")).isEqualTo(minimal(Optional.empty()));
    }

    @Test
    void unknownFieldsPassAtEveryLevelAndNullIsAnAbsentField() throws ContractViolation {
        var thumbnail = new RenderedMedia(
                URI.create("https://media.example.com/0.jpg?sig=a%2Fb"), Optional.of(12L), Optional.empty());
        assertThat(golden("unknown-fields")).isEqualTo(minimal(Optional.of(thumbnail)));
    }

    @Test
    void theFullEventIsRead() throws ContractViolation {
        ClipRendered event = golden("full");
        assertThat(event)
                .isEqualTo(new ClipRendered(
                        new Uid("U-1.x_"),
                        new RunId("run_2026-11-02_a1"),
                        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                        Optional.of("Ship It: a talk on small releases"),
                        Optional.of("the funniest moments"),
                        new Style("intelligent_split"),
                        fullHighlight(),
                        media("mp4", 8423911, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                        Optional.of(media(
                                "jpg", 48213, "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"))));
        assertThat(event.n()).isEqualTo(3);
    }

    private static Highlight fullHighlight() {
        return new Highlight(
                3,
                "“It works on my machine” – the reveal",
                Optional.of("The speaker unplugs the machine."),
                new Timecode("00:12:03.250"),
                new Timecode("00:12:41"),
                Optional.of(37.75),
                Optional.of(0.5),
                Optional.of(1.25),
                Optional.of("humor"),
                Optional.of("Laughter from 12:20 on"));
    }

    private static RenderedMedia media(String extension, long size, String sha256) {
        return new RenderedMedia(
                URI.create("s3://renders/u_7f3k/run_2026-11-02_a1/left_focus/3." + extension),
                Optional.of(size),
                Optional.of(new Sha256(sha256)));
    }

    private static ClipRendered minimal(Optional<RenderedMedia> thumbnail) {
        var highlight = new Highlight(
                0,
                "T",
                Optional.empty(),
                new Timecode("00:00:00"),
                new Timecode("00:00:01"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ClipRendered(
                new Uid("u1"),
                new RunId("r1"),
                "https://example.com/v",
                Optional.empty(),
                Optional.empty(),
                new Style("split"),
                highlight,
                new RenderedMedia(URI.create("file:///renders/0.mp4"), Optional.empty(), Optional.empty()),
                thumbnail);
    }

    private static ClipRendered golden(String name) throws ContractViolation {
        return new EventCodec().decode(Files.bytes("/golden/clip-rendered.v1/" + name + ".json"), ClipRendered.class);
    }
}
