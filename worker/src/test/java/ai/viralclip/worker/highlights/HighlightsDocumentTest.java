package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.Timecode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HighlightsDocumentTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void beginsWithTheRunsFieldsAndOneEntry() {
        JsonNode json = json(HighlightsDocument.empty().merge(List.of(update(3, "Third", NOON))));

        assertThat(json.path("video_url").asString()).isEqualTo("https://videos.example/3");
        assertThat(json.path("highlights").size()).isEqualTo(1);
        assertThat(json.path("highlights").path(0).path("title").asString()).isEqualTo("Third");
        assertThat(json.path("highlights").path(0).path("start").asString()).isEqualTo("00:00:01");
        assertThat(json.path("highlights").path(0).has("description")).isFalse();
    }

    @Test
    void forgetsWhatWasRenderedUntilThenAndKeepsWhatCameLater() {
        HighlightsDocument document = HighlightsDocument.empty()
                .merge(List.of(
                        update(1, "before", NOON.minusSeconds(1)),
                        update(2, "at", NOON),
                        update(3, "after", NOON.plusSeconds(1))));

        JsonNode left = json(document.forget(NOON));

        assertThat(left.path("highlights").size()).isEqualTo(1);
        assertThat(left.path("highlights").path(0).path("title").asString()).isEqualTo("after");
        assertThat(left.path("video_url").asString()).isEqualTo("https://videos.example/3");
    }

    @ParameterizedTest
    @CsvSource({"P27000D, true", "PT1S, true", "PT0S, false"})
    void anEntryOfATimeThatCannotBeIsReplacedByAnyEvent(Duration ahead, boolean isReplaced) {
        HighlightsDocument stored =
                HighlightsDocument.empty().merge(List.of(update(1, "of an earlier version", NOON.plus(ahead))));

        JsonNode json = json(stored.believedUntil(NOON).merge(List.of(update(1, "new", NOON.minusSeconds(1)))));

        assertThat(json.path("highlights").path(0).path("title").asString().equals("new"))
                .isEqualTo(isReplaced);
        assertThat(json.path("rendered_at")
                        .asString()
                        .equals(NOON.minusSeconds(1).toString()))
                .isEqualTo(isReplaced);
    }

    @Test
    void forgettingEverythingLeavesNothingOfAnyWriter() throws BrokenHighlights {
        HighlightsDocument document = HighlightsDocument.parse(ByteBuffer.wrap(
                        "{\"video_url\":\"u\",\"mine\":1,\"highlights\":[{\"id\":7},\"x\"]}".getBytes(UTF_8)))
                .merge(List.of(update(1, "one", NOON)));

        assertThat(document.forget(NOON).size()).isZero();
        assertThat(json(document.forget(NOON)).propertyNames()).containsExactly("highlights");
    }

    @Test
    void forgettingWhatIsNotThereChangesNothing() {
        HighlightsDocument document = HighlightsDocument.empty().merge(List.of(update(1, "one", NOON)));
        assertThat(document.forget(NOON.minusMillis(1))).isEqualTo(document);
    }

    @Test
    void theRunsFieldsComeBeforeItsListHoweverOftenTheyAreReplaced() {
        HighlightsDocument document = HighlightsDocument.empty()
                .merge(List.of(update(1, "a", NOON)))
                .merge(List.of(update(2, "b", NOON.plusSeconds(1))));

        assertThat(json(document).propertyNames()).last().isEqualTo("highlights");
    }

    @Test
    void ordersEntriesByIdAsNumbers() {
        HighlightsDocument document = HighlightsDocument.empty()
                .merge(List.of(update(10, "a", NOON), update(2, "b", NOON), update(1, "c", NOON)));

        assertThat(ids(document)).containsExactly(1, 2, 10);
    }

    @Test
    void theLaterEventOfOneIdHoldsInWhicheverOrderTheyCome() {
        HighlightUpdate earlier = update(1, "earlier", NOON);
        HighlightUpdate later = update(1, "later", NOON.plusSeconds(1));

        assertThat(HighlightsDocument.empty().merge(List.of(earlier, later)))
                .isEqualTo(HighlightsDocument.empty().merge(List.of(later, earlier)))
                .satisfies(document -> assertThat(json(document)
                                .path("highlights")
                                .path(0)
                                .path("title")
                                .asString())
                        .isEqualTo("later"));
    }

    @Test
    void whatOtherWritersPutThereSurvives() throws BrokenHighlights {
        HighlightsDocument there = parse("""
                {"owner": "web", "video_url": "https://old.example", "highlights": [
                  {"id": 1, "title": "old", "likes": 7}, {"note": "no id"}, {"id": 5, "title": "of the pipeline"}]}
                """);

        JsonNode json = json(there.merge(List.of(update(1, "new", NOON))));

        assertThat(json.path("owner").asString()).isEqualTo("web");
        assertThat(json.path("highlights").path(0).path("title").asString()).isEqualTo("new");
        assertThat(json.path("highlights").path(0).path("likes").asInt()).isEqualTo(7);
        assertThat(json.path("highlights").path(1).path("title").asString()).isEqualTo("of the pipeline");
        assertThat(json.path("highlights").path(2).path("note").asString()).isEqualTo("no id");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void mergingIsIdempotentWhateverTheOrderAndGroupingOfUpdates(long seed) throws BrokenHighlights {
        Random random = new Random(seed);
        List<HighlightUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            updates.add(update(random.nextInt(12), "t" + random.nextInt(4), NOON.plusSeconds(random.nextInt(3))));
        }
        HighlightsDocument atOnce = HighlightsDocument.empty().merge(updates);

        List<HighlightUpdate> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, random);
        HighlightsDocument inPieces = HighlightsDocument.empty();
        for (HighlightUpdate update : shuffled) {
            // Through bytes each time, as the bucket would have it.
            inPieces = parse(new String(inPieces.merge(List.of(update)).toBytes(), UTF_8));
        }

        assertThat(inPieces).as("seed %d", seed).isEqualTo(atOnce);
        assertThat(atOnce.merge(updates)).as("seed %d", seed).isEqualTo(atOnce);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{\"highlights\": {}}", "{\"highlights\": [", "null"})
    void anythingElseIsToldApartFromAnEmptyRun(String bytes) {
        assertThatThrownBy(() -> parse(bytes)).isInstanceOf(BrokenHighlights.class);
    }

    private static HighlightsDocument parse(String json) throws BrokenHighlights {
        return HighlightsDocument.parse(ByteBuffer.wrap(json.getBytes(UTF_8)));
    }

    private static JsonNode json(HighlightsDocument document) {
        return JsonMapper.shared().readTree(document.toBytes());
    }

    private static List<Integer> ids(HighlightsDocument document) {
        List<Integer> ids = new ArrayList<>();
        json(document)
                .path("highlights")
                .forEach(entry -> ids.add(entry.path("id").asInt()));
        return ids;
    }

    private static HighlightUpdate update(int id, String title, Instant renderedAt) {
        Highlight highlight = new Highlight(
                id,
                title,
                Optional.empty(),
                new Timecode("00:00:01"),
                new Timecode("00:00:09.500"),
                Optional.of(8.5),
                Optional.empty(),
                Optional.empty(),
                Optional.of("question"),
                Optional.empty());
        return new HighlightUpdate(
                "https://videos.example/" + id, Optional.of("A talk"), Optional.empty(), highlight, renderedAt);
    }
}
