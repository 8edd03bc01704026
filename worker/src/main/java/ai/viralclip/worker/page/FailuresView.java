package ai.viralclip.worker.page;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Dead letters, and what was done with them: looked at, not touched. */
final class FailuresView {

    private static final int MOST_LETTERS = 200;
    private static final int MOST_ENTRIES = 100;

    /** Each opens clients and reads a topic. */
    private static final int AT_ONCE = 3;

    private static final long PLACE_WITHIN_SECONDS = 10;

    /** The terms of a filter that name somebody. */
    private static final Pattern WHOSE = Pattern.compile("(?<![^\\s])(uid|run):\\S*");

    private final DeadLetters letters;
    private final Semaphore places = new Semaphore(AT_ONCE);

    FailuresView(DeadLetters letters) {
        this.letters = letters;
    }

    LetterGroups groups(Asked asked) throws Unanswerable, InterruptedException {
        Filter filter = filter(asked);
        return read(() -> letters.groups(filter));
    }

    LetterList list(Asked asked) throws Unanswerable, InterruptedException {
        Filter filter = filter(asked);
        return read(() -> letters.list(filter, MOST_LETTERS));
    }

    LetterDetail show(Asked asked) throws Unanswerable, InterruptedException {
        String id = asked.text("id");
        return read(() -> letters.show(DeadLetterId.parse(id)));
    }

    /** To those who may not know whose clips they are, without the words of whoever did it, and without names. */
    List<AuditEntry> audit(Asked asked) throws Unanswerable, InterruptedException {
        List<AuditEntry> entries = read(() -> letters.audit(MOST_ENTRIES));
        return asked.role().includes(Role.ACT)
                ? entries
                : entries.stream().map(FailuresView::anonymous).toList();
    }

    /** Refused where somebody who may not know whose clips they are asks for somebody's. */
    static Filter filter(Asked asked) throws Unanswerable {
        String text = asked.optionalText("filter").orElse("");
        Filter filter = Unanswerable.unlessRefused(() -> Filter.parse(text));
        if (!asked.role().includes(Role.ACT) && WHOSE.matcher(filter.toString()).find()) {
            throw new Unanswerable(
                    403, "A filter by uid: or run: takes the token of the role 'act' (CLIP_PAGE_ACT_TOKEN).");
        }
        return filter;
    }

    /** A look at the brokers' topics; waits for its turn. */
    <T> T read(Supplier<T> look) throws Unanswerable, InterruptedException {
        if (!places.tryAcquire(PLACE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new Unanswerable(503, "Others look at dead letters just now: try again in a moment.");
        }
        try {
            return Unanswerable.unlessRefused(look);
        } finally {
            places.release();
        }
    }

    private static AuditEntry anonymous(AuditEntry entry) {
        return new AuditEntry(
                entry.id(),
                entry.kind(),
                entry.by(),
                "",
                WHOSE.matcher(entry.selection()).replaceAll("$1:…"),
                entry.startedAt(),
                entry.at(),
                entry.status(),
                entry.planned(),
                entry.done(),
                entry.skipped(),
                entry.cancelledBy());
    }
}
