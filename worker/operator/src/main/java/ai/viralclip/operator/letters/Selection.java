package ai.viralclip.operator.letters;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which dead letters an operation is about. */
public sealed interface Selection {

    /**
     * Ids, or the terms of a filter; not both.
     *
     * @throws Refused where it is neither, or nothing at all: {@code state:open} stands for all
     */
    static Selection parse(List<String> words) {
        if (words.isEmpty()) {
            throw Refused.wrongInput("which dead letters? Write ids such as 5@17, or a filter such as"
                    + " reason:source_missing; state:open stands for all with which nothing was done");
        }
        boolean isOfIds = words.stream().allMatch(word -> word.matches("[^:\\s]+@[^:\\s]+"));
        return isOfIds
                ? new ByIds(words.stream().map(DeadLetterId::parse).toList())
                : new ByFilter(Filter.parse(String.join(" ", words)));
    }

    /** For the audit: as it was typed. */
    String asText();

    /**
     * Whether a letter is one of them.
     *
     * @param now what the ages of a filter count from
     */
    boolean has(Letter letter, Instant now);

    /** Whether a letter at this place may be one of them: others need not be looked into. */
    boolean mayHave(DeadLetterId id);

    /** Where in a partition they may lie; empty where none does. */
    Optional<Range> range(int partition, long end);

    /**
     * Offsets of a partition.
     *
     * @param end behind the last one
     */
    record Range(long first, long end) {}

    /** All that match. */
    record ByFilter(Filter filter) implements Selection {

        @Override
        public String asText() {
            return filter.toString();
        }

        @Override
        public boolean has(Letter letter, Instant now) {
            return filter.matches(letter, now);
        }

        @Override
        public boolean mayHave(DeadLetterId id) {
            return true;
        }

        @Override
        public Optional<Range> range(int partition, long end) {
            return end == 0 ? Optional.empty() : Optional.of(new Range(0, end));
        }
    }

    /** These; at least one. */
    record ByIds(Collection<DeadLetterId> ids) implements Selection {

        private static final int NAMED = 20;

        public ByIds {
            if (ids.isEmpty()) {
                throw Refused.wrongInput("no dead letter is named: write its id, such as 5@17, or a filter");
            }
            ids = new TreeSet<>(ids);
        }

        @Override
        public boolean has(Letter letter, Instant now) {
            return ids.contains(letter.id());
        }

        @Override
        public boolean mayHave(DeadLetterId id) {
            return ids.contains(id);
        }

        @Override
        public Optional<Range> range(int partition, long end) {
            LongSummaryStatistics offsets = ids.stream()
                    .filter(id -> id.partition() == partition && id.offset() < end)
                    .mapToLong(DeadLetterId::offset)
                    .summaryStatistics();
            return offsets.getCount() == 0
                    ? Optional.empty()
                    : Optional.of(new Range(offsets.getMin(), offsets.getMax() + 1));
        }

        @Override
        public String asText() {
            String named = ids.stream().limit(NAMED).map(DeadLetterId::toString).collect(Collectors.joining(" "));
            return ids.size() <= NAMED ? named : named + " and " + (ids.size() - NAMED) + " more";
        }
    }
}
