package ai.viralclip.operator.letters;

import java.time.Instant;
import java.util.List;

/**
 * Dead letters by their reason, those with the most open ones first.
 *
 * @param others how many letters have reasons beyond the first 100 ones
 */
public record LetterGroups(List<Group> groups, long others, Scanned scanned) {

    public LetterGroups {
        groups = List.copyOf(groups);
    }

    /**
     * The letters of one reason that match the filter.
     *
     * @param count all of them
     * @param open those with which nothing was done
     * @param oldest when the first of them was put aside
     * @param newest when the last of them was put aside
     * @param lastHour how many came within the last hour
     * @param hourBefore how many came in the hour before it
     * @param lastDay how many came within the last 24 hours
     * @param nextStep one sentence, from the runbook
     */
    public record Group(
            String reason,
            long count,
            long open,
            Instant oldest,
            Instant newest,
            long lastHour,
            long hourBefore,
            long lastDay,
            String nextStep) {}
}
