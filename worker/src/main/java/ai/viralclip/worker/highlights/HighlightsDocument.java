package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The document in {@code highlights.json}: {@code video_url}, {@code video_title?}, {@code custom_prompt?} and
 * {@code highlights}, one entry per id, ordered by id (contracts/README).
 *
 * <p>Merging is idempotent and commutative: each entry, and the run's own fields together, carry the
 * {@code rendered_at} of the event they were taken from, and are replaced only by a later one; of two with the same
 * time the one whose JSON sorts higher holds. Fields and entries that other writers put there survive as they are
 * written, character for character: this keeps their text, and no values that were read from it.
 */
final class HighlightsDocument {

    /** The most that is read, and so the most that is written. Some ten thousand highlights. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Stands where the list does. */
    private static final Member LIST = new Member("\"highlights\"", DocumentScan.HIGHLIGHTS, "");

    private static final HighlightsDocument EMPTY = new HighlightsDocument(List.of(LIST), List.of());

    private final List<Member> members;
    private final List<Entry> entries;

    private HighlightsDocument(List<Member> members, List<Entry> entries) {
        this.members = members;
        this.entries = entries;
    }

    static HighlightsDocument empty() {
        return EMPTY;
    }

    static HighlightsDocument parse(ByteBuffer json) throws BrokenHighlights {
        Parts parts = new Parts();
        DocumentScan.of(json, parts);
        if (!parts.members.contains(LIST)) {
            parts.members.add(LIST);
        }
        return new HighlightsDocument(List.copyOf(parts.members), List.copyOf(parts.entries));
    }

    private static final class Parts implements DocumentScan.Found {

        private final List<Member> members = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void member(Member member) {
            members.add(member);
        }

        @Override
        public void list(Optional<Member> earlier) {
            earlier.ifPresent(one -> members.set(members.indexOf(LIST), one));
            members.add(LIST);
            entries.clear();
        }

        @Override
        public void entry(String raw) {
            entries.add(Entry.of(raw));
        }
    }

    /**
     * This document without times of rendering that are later, and so cannot be: earlier versions wrote whatever an
     * event claimed. What carried one is older than any event then, and any purge reaches it.
     */
    HighlightsDocument believedUntil(Instant latest) {
        List<Member> run = OwnFields.renderedAt(members).isAfter(latest) ? OwnFields.withoutTime(members) : members;
        return new HighlightsDocument(
                run, entries.stream().map(entry -> entry.believedUntil(latest)).toList());
    }

    /** This document with the updates merged in; equal to this one where they bring nothing new. */
    HighlightsDocument merge(List<HighlightUpdate> updates) {
        List<Member> run = members;
        List<Entry> merged = new ArrayList<>(entries);
        Map<Integer, Integer> places = places();
        for (HighlightUpdate update : updates) {
            run = OwnFields.OF_RUN.replaceIfLater(run, OwnFields.ofRun(update), run.indexOf(LIST));
            Integer place = places.putIfAbsent(update.highlight().id(), merged.size());
            if (place == null) {
                merged.add(Entry.of(update));
            } else {
                merged.set(place, merged.get(place).merge(update));
            }
        }
        // By id; what has none (another writer's) stays behind them in its order.
        merged.sort(Comparator.comparingLong(
                entry -> entry.id().isPresent() ? entry.id().getAsInt() : Long.MAX_VALUE));
        return new HighlightsDocument(run, List.copyOf(merged));
    }

    /** Where each id stands; where one stands twice, the first. */
    private Map<Integer, Integer> places() {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id().isPresent()) {
                places.putIfAbsent(entries.get(i).id().getAsInt(), i);
            }
        }
        return places;
    }

    /**
     * This document without what was rendered until then. Where something goes, so do fields of other writers: nobody
     * can say when they were written. Equal to this one where nothing goes.
     */
    HighlightsDocument forget(Instant until) {
        List<Entry> later =
                entries.stream().filter(entry -> entry.isLaterThan(until)).toList();
        boolean runIsLater = OwnFields.renderedAt(members).isAfter(until);
        boolean isOneList = members.stream()
                        .filter(member -> member.name().equals(DocumentScan.HIGHLIGHTS))
                        .count()
                == 1;
        if (runIsLater && isOneList && later.size() == entries.size()) {
            return this;
        }
        List<Member> left = new ArrayList<>(runIsLater ? OwnFields.OF_RUN.only(members) : List.of());
        left.add(LIST);
        return new HighlightsDocument(List.copyOf(left), later);
    }

    /** How many entries it has. */
    int size() {
        return entries.size();
    }

    /** Whether it can be written so that it can be read again. */
    boolean fits() {
        long signs = 2L + members.size() + members.size() - 1 + 2 + Math.max(0, entries.size() - 1);
        long fields = members.stream()
                .mapToLong(member -> (member.rawName() + member.raw()).getBytes(UTF_8).length)
                .sum();
        long list = entries.stream().mapToLong(Entry::bytes).sum();
        return signs + fields + list <= MOST_BYTES;
    }

    /** For people to read, where that does not make it too large. */
    byte[] toBytes() {
        byte[] bytes = written("{\n  ", ",\n  ", " : ", ", ", "\n}");
        return bytes.length <= MOST_BYTES ? bytes : written("{", ",", ":", ",", "}");
    }

    private byte[] written(String begin, String between, String colon, String betweenEntries, String end) {
        String list = entries.stream().map(Entry::raw).collect(Collectors.joining(betweenEntries, "[", "]"));
        return members.stream()
                .map(member -> member.rawName() + colon + (member.equals(LIST) ? list : member.raw()))
                .collect(Collectors.joining(between, begin, end))
                .getBytes(UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HighlightsDocument document
                && members.equals(document.members)
                && entries.equals(document.entries);
    }

    @Override
    public int hashCode() {
        return 31 * members.hashCode() + entries.hashCode();
    }
}
