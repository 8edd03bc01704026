package ai.viralclip.worker.cli;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.VerifyCompleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a verification tells as it goes: findings on one stream, how far it is on the other. Each page is told with the
 * cursor that goes on after it, so that whatever ends the command, what was shown last resumes it. Of findings only
 * their numbers are kept.
 */
final class VerifyLog {

    private final Terminal out;
    private final Terminal progress;
    private final boolean json;
    private final Map<String, Long> found = new TreeMap<>();
    private long runs;
    private long objects;
    private long bytes;
    private long bytesRead;
    private long uploads;
    private long answers;
    private long deadLetters;
    private long unsettled;
    private long disagreements;
    private Optional<String> last = Optional.empty();

    VerifyLog(Terminal out, Terminal progress, boolean json) {
        this.out = out;
        this.progress = progress;
        this.json = json;
    }

    /** It began there. */
    void resumes(String cursor) {
        last = Optional.of(cursor);
    }

    void page(VerifyCompleted page) {
        runs += page.runs();
        objects += page.objects();
        bytes += page.bytes();
        bytesRead += page.bytesRead();
        uploads += page.uploads();
        answers += page.answers();
        deadLetters += page.deadLetters();
        unsettled += page.unsettled();
        progress.live("");
        page.findings().forEach(this::finding);
        last = page.nextCursor();
        last.ifPresent(cursor -> progress(page.reached(), cursor));
    }

    private void finding(Finding finding) {
        found.merge(finding.kind().wireName(), 1L, Long::sum);
        disagreements += finding.note() ? 0 : 1;
        if (json) {
            out.line(ReplyJson.line(finding));
            return;
        }
        String kind = finding.kind().wireName();
        out.line((finding.note() ? out.dim(kind) : out.red(kind)) + "  " + finding.where());
        out.line("    " + finding.detail());
        out.line("    " + (finding.note() ? "note: " : "mend: ") + finding.mend());
    }

    /** On a terminal in a line that changes; else in lines of their own. */
    private void progress(String reached, String cursor) {
        String line = "%s, %s found; at %s; --resume=%s".formatted(seen(), disagreements, reached, cursor);
        if (progress.interactive()) {
            progress.live(line);
        } else {
            progress.line(line);
        }
    }

    private String seen() {
        List<String> seen = new ArrayList<>();
        add(seen, runs, "runs");
        add(seen, objects, "objects");
        add(seen, uploads, "open uploads");
        add(seen, answers, "answers");
        add(seen, deadLetters, "dead letters");
        return seen.isEmpty() ? "nothing" : String.join(", ", seen);
    }

    private static void add(List<String> seen, long count, String what) {
        if (count > 0) {
            seen.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }

    /** It goes on no more; says with what it may. */
    void brokenOff() {
        last.ifPresent(cursor -> progress.line("clips: goes on with --resume=" + cursor));
    }

    /** All was looked at. Returns whether all agrees. */
    boolean end() {
        if (json) {
            out.line(ReplyJson.line(new Summary(
                    disagreements == 0,
                    found,
                    runs,
                    objects,
                    bytes,
                    bytesRead,
                    uploads,
                    answers,
                    deadLetters,
                    unsettled)));
        } else {
            out.line("%s (%s%s)%s: %s"
                    .formatted(
                            seen(),
                            Listing.size(bytes),
                            bytesRead > 0 ? ", " + Listing.size(bytesRead) + " read" : "",
                            unsettled > 0 ? ", " + unsettled + " too young to be judged" : "",
                            disagreements == 0 ? "all agree" : disagreements + " disagreements " + found));
        }
        return disagreements == 0;
    }

    /** The last line for programs. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Summary(
            boolean agree,
            Map<String, Long> found,
            long runs,
            long objects,
            long bytes,
            long bytesRead,
            long uploads,
            long answers,
            long deadLetters,
            long unsettled) {}
}
