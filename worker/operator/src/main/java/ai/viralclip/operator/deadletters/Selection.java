package ai.viralclip.operator.deadletters;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which dead letters an operation is about. */
public sealed interface Selection {

    /** For the audit: as it was typed. */
    String asText();

    /** All that match. */
    record ByFilter(Filter filter) implements Selection {

        @Override
        public String asText() {
            return filter.toString();
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
        public String asText() {
            String named = ids.stream().limit(NAMED).map(DeadLetterId::toString).collect(Collectors.joining(" "));
            return ids.size() <= NAMED ? named : named + " and " + (ids.size() - NAMED) + " more";
        }
    }
}
