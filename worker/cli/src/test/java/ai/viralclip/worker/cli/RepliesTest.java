package ai.viralclip.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.PurgeCompleted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contracts' own examples, as people and programs get to see them. */
final class RepliesTest {

    private static final Path EXAMPLES = Path.of("../../contracts/examples");

    @Test
    void pagesAreOneDocumentForPrograms() throws Exception {
        ClipsListed page = example("clips-listed", ClipsListed.class);
        ListedClip clip = page.clips().getFirst();

        JsonNode json = new JsonMapper().readTree(ReplyJson.of(new Listing(page, List.of(clip, clip))));

        assertThat(json.path("clips")).hasSize(2);
        assertThat(json.path("clips").get(1).path("title").asString()).isEqualTo(clip.title());
        assertThat(json.path("video_title").asString()).startsWith("Ship It");
        assertThat(json.has("next_cursor")).isFalse();
    }

    @Test
    void aListingIsATableForPeople() throws Exception {
        ClipsListed page = example("clips-listed", ClipsListed.class);
        Listing listing = new Listing(page, page.clips());

        assertThat(listing.lines()).hasSize(2);
        assertThat(listing.lines().getFirst()).matches("N  STYLE +TITLE +SIZE  THUMBNAIL  URL");
        assertThat(listing.lines().getLast())
                .startsWith("3  left_focus  “It works on my machine” – the reveal  8.4 MB  yes        https://")
                .endsWith("X-Amz-Signature=example");
        assertThat(listing.summary()).isEqualTo("1 clips of u_7f3k/run_2026-11-02_a1; highlights.json: present");
    }

    @Test
    void aReceiptSaysWhatIsGone() throws Exception {
        PurgeCompleted purged = example("purge-completed", PurgeCompleted.class);

        assertThat(new Receipt(purged).lines().getFirst()).startsWith("PURGED ");
        assertThat(new Receipt(purged).lines().getLast())
                .startsWith("u_7f3k/run_2026-11-02_a1  2026-11-02T11:00:00Z ")
                .endsWith(" 25  212.4 MB        1     2      6.1");
    }

    @Test
    void aReceiptOfADryRunSaysWhatWouldBeGone() throws Exception {
        PurgeCompleted purged = example("purge-completed", PurgeCompleted.class);
        PurgeCompleted counted = new PurgeCompleted(
                purged.uid(),
                purged.runId(),
                true,
                purged.purgedAt(),
                purged.objects(),
                purged.bytes(),
                purged.uploadsAborted(),
                purged.kept(),
                purged.durationMs(),
                purged.requestEventId());

        assertThat(new Receipt(counted).lines().getFirst()).startsWith("WOULD BE PURGED ");
    }

    private static <E extends EventData> E example(String name, Class<E> type) throws Exception {
        return new EventCodec().decode(Files.readAllBytes(EXAMPLES.resolve(name + ".json")), type);
    }
}
