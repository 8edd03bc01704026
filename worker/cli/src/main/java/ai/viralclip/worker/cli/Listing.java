package ai.viralclip.worker.cli;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All pages of a listing, put together. */
public record Listing(ClipsListed first, List<ListedClip> clips) {

    /** Asks page by page until there is no more. */
    public static Listing of(RequestClient worker, Uid uid, RunId runId, Duration limit) throws RequestRefused {
        return ask(worker, new ClipsRequested(uid, runId, Optional.empty(), Optional.empty(), Optional.empty()), limit);
    }

    static Listing of(RequestClient worker, Uid uid, RunId runId, ClipName clip, Duration limit) throws RequestRefused {
        return ask(
                worker, new ClipsRequested(uid, runId, Optional.empty(), Optional.empty(), Optional.of(clip)), limit);
    }

    private static Listing ask(RequestClient worker, ClipsRequested request, Duration limit) throws RequestRefused {
        ClipsListed first = worker.list(request, limit);
        List<ListedClip> clips = new ArrayList<>(first.clips());
        Optional<String> cursor = first.nextCursor();
        while (cursor.isPresent()) {
            ClipsListed page = worker.list(
                    new ClipsRequested(request.uid(), request.runId(), request.pageSize(), cursor, request.clip()),
                    limit);
            clips.addAll(page.clips());
            cursor = page.nextCursor();
        }
        return new Listing(first, clips);
    }

    /** As a table, headings first. */
    public List<String> lines() {
        Table table = Table.of("N>", "STYLE", "TITLE", "SIZE>", "THUMBNAIL", "URL");
        for (ListedClip clip : clips) {
            table.row(
                    Integer.toString(clip.n()),
                    clip.style().value(),
                    shortened(clip.title()),
                    size(clip.video().sizeBytes()),
                    clip.thumbnail().isPresent() ? "yes" : "none",
                    clip.video().url().toString());
        }
        return table.lines();
    }

    /** {@code 4 clips of ana/launch; highlights.json: present}. */
    public String summary() {
        return "%d clips of %s/%s; highlights.json: %s"
                .formatted(
                        clips.size(),
                        first.uid(),
                        first.runId(),
                        first.highlights().wireName());
    }

    private static String shortened(String title) {
        return title.length() <= 40 ? title : title.substring(0, 39) + "…";
    }

    /** {@code 749.8 kB}, {@code 1.1 MB}. */
    public static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
