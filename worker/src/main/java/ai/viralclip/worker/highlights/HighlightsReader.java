package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a run's document for those who show it, by the rule of those who write it: entry by entry, keeping those that
 * are asked for, so that a document of ten thousand takes no more than its text.
 */
public final class HighlightsReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FIELDS = Set.of("video_url", "video_title", "custom_prompt");
    private static final double MOST_SECONDS = 360_000;

    private final ObjectStore store;

    HighlightsReader(ObjectStore store) {
        this.store = store;
    }

    /** The run's document, with the entries of these ids. */
    public RunHighlights read(Uid uid, RunId runId, Set<Integer> ids) throws StoreException {
        try {
            return store.get(ObjectKeys.highlights(uid, runId), HighlightsDocument.MOST_BYTES)
                    .map(content -> parse(content, ids))
                    .orElseGet(RunHighlights.Missing::new);
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.Refused) {
                return new RunHighlights.Broken();
            }
            throw e;
        }
    }

    /** The ids of all its entries, and of when each is. */
    public EntryIndex index(Uid uid, RunId runId) throws StoreException {
        try {
            Optional<Content> there = store.get(ObjectKeys.highlights(uid, runId), HighlightsDocument.MOST_BYTES);
            return there.isPresent() ? index(there.get()) : new EntryIndex.Missing();
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.Refused refused) {
                return new EntryIndex.Broken(refused.detail());
            }
            throw e;
        }
    }

    private static EntryIndex index(Content content) {
        Indexed indexed = new Indexed();
        try {
            DocumentScan.of(content.bytes(), indexed);
        } catch (BrokenHighlights e) {
            return new EntryIndex.Broken(e.problem());
        }
        return new EntryIndex.Present(indexed.times);
    }

    private static final class Indexed implements DocumentScan.Found {

        private final Map<Integer, Instant> times = new HashMap<>();

        @Override
        public void member(Member member) {
            // The run's own fields: of no entry.
        }

        @Override
        public void list(Optional<Member> earlier) {
            times.clear();
        }

        @Override
        public void entry(String raw) {
            List<Member> members = Entry.members(raw);
            Entry.idOf(members).ifPresent(id -> times.putIfAbsent(id, OwnFields.renderedAt(members)));
        }
    }

    private static RunHighlights parse(Content content, Set<Integer> ids) {
        Asked asked = new Asked(ids);
        try {
            DocumentScan.of(content.bytes(), asked);
        } catch (BrokenHighlights e) {
            return new RunHighlights.Broken();
        }
        return new RunHighlights.Present(
                text(asked.fields, "video_url"),
                text(asked.fields, "video_title"),
                text(asked.fields, "custom_prompt"),
                asked.entries);
    }

    private static final class Asked implements DocumentScan.Found {

        private final Set<Integer> ids;
        private final Map<String, String> fields = new HashMap<>();
        private final Map<Integer, RunHighlights.Entry> entries = new HashMap<>();

        Asked(Set<Integer> ids) {
            this.ids = ids;
        }

        @Override
        public void member(Member member) {
            if (FIELDS.contains(member.name())) {
                fields.put(member.name(), member.raw());
            }
        }

        @Override
        public void list(Optional<Member> earlier) {
            entries.clear();
        }

        @Override
        public void entry(String raw) {
            List<Member> members = Entry.members(raw);
            OptionalInt id = Entry.idOf(members);
            if (id.isPresent() && ids.contains(id.getAsInt())) {
                entries.putIfAbsent(id.getAsInt(), read(members));
            }
        }
    }

    private static RunHighlights.Entry read(List<Member> members) {
        Map<String, String> fields = new HashMap<>();
        members.forEach(member -> fields.put(member.name(), member.raw()));
        return new RunHighlights.Entry(
                text(fields, "title"),
                text(fields, "description"),
                timecode(fields, "start"),
                timecode(fields, "end"),
                seconds(fields, "duration"),
                text(fields, "hook_category"),
                text(fields, "reason"));
    }

    private static Optional<String> text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(raw -> raw.startsWith("\""))
                .map(raw -> wellFormed(JSON.readValue(raw, String.class)));
    }

    private static Optional<Timecode> timecode(Map<String, String> fields, String name) {
        try {
            return text(fields, name).map(Timecode::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> seconds(Map<String, String> fields, String name) {
        try {
            return Optional.ofNullable(fields.get(name))
                    .map(Double::valueOf)
                    .filter(seconds -> seconds >= 0 && seconds <= MOST_SECONDS);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** JSON can escape half a surrogate pair, which no reply could carry. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
