package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.HaltReason;
import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.documents.Headings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is woken finds what to do. */
class RunbookTest {

    private static final String PAGE =
            "https://github.com/viralclip/clip-storage-worker/blob/main/worker/docs/RUNBOOK.md#";
    private static final Pattern LINK = Pattern.compile("RUNBOOK\\.md#([\\w-]*)");
    private static final Pattern WITHIN = Pattern.compile("]\\(#([\\w-]*)\\)");

    @Test
    void everyAlertLeadsToAnEntryOfItsOwn() throws IOException {
        List<String> entries = titles("Alerts");
        assertThat(entries)
                .containsExactlyInAnyOrderElementsOf(
                        Rule.alerts().stream().map(Rule::name).toList());
        List<String> anchors = Documents.RUNBOOK.anchors();
        assertThat(Rule.alerts()).allSatisfy(alert -> {
            String anchor = alert.name().toLowerCase(Locale.ROOT);
            assertThat(alert.annotations()).containsEntry("runbook_url", PAGE + anchor);
            assertThat(anchors).contains(anchor);
        });
    }

    @Test
    void everyEntrySaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        for (String section : List.of("Alerts", "Reasons", "Defer causes", "Halt reasons", "Stall causes")) {
            for (String title : titles(section)) {
                assertThat(entry(section, title))
                        .as("%s, %s", section, title)
                        .containsSubsequence("- **Means** ", "- **Look at** ", "- **Do** ");
            }
        }
    }

    @Test
    void everyNameInAMetricHasAnEntry() throws IOException {
        assertThat(titles("Reasons")).isEqualTo(names(Reason.values(), Reason::wireName));
        assertThat(titles("Defer causes")).isEqualTo(names(DeferCause.values(), DeferCause::wireName));
        assertThat(titles("Halt reasons")).isEqualTo(names(HaltReason.values(), HaltReason::wireName));
        List<String> ofRequests = new ArrayList<>(titles("Reasons"));
        ofRequests.addAll(titles("Reasons of failed requests"));
        assertThat(ofRequests).containsAll(names(RequestReason.values(), RequestReason::wireName));
    }

    @ParameterizedTest
    @EnumSource
    void everyLinkLeadsToAHeading(Documents page) throws IOException {
        List<String> anchors = Documents.RUNBOOK.anchors();
        assertThat(LINK.matcher(page.text()).results().map(link -> link.group(1)))
                .allSatisfy(anchor -> assertThat(anchors).contains(anchor));
        List<String> own = page.anchors();
        assertThat(WITHIN.matcher(page.text()).results().map(link -> link.group(1)))
                .allSatisfy(anchor -> assertThat(own).contains(anchor));
    }

    @Test
    void everyBoardsLinkLeadsToAHeading() throws IOException {
        List<String> anchors = Documents.RUNBOOK.anchors();
        for (String board : Boards.texts()) {
            // A link may have a variable for the name of a reason: those are all there, as another test sees.
            assertThat(LINK.matcher(board).results().map(link -> link.group(1)).filter(anchor -> !anchor.isEmpty()))
                    .allSatisfy(anchor -> assertThat(anchors).contains(anchor));
        }
    }

    private static List<String> titles(String section) throws IOException {
        List<String> titles = new ArrayList<>();
        boolean within = false;
        for (Headings.Heading heading : Documents.RUNBOOK.headings()) {
            if (heading.level() <= 2) {
                within = heading.title().equals(section);
            } else if (within && heading.level() == 3) {
                titles.add(heading.title());
            }
        }
        return titles;
    }

    private static String entry(String section, String title) throws IOException {
        String within = Documents.RUNBOOK.text().split("(?m)^## " + section + "$", 2)[1];
        return within.split("(?m)^### " + title + "$", 2)[1].split("(?m)^##", 2)[0];
    }

    private static <T> List<String> names(T[] values, java.util.function.Function<T, String> name) {
        return Stream.of(values).map(name).toList();
    }
}
