package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.NextSteps;
import ai.viralclip.operator.letters.Scanned;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts letters by their reason. */
final class GroupCount {

    /** There are some fifteen; whoever writes more of them would fill the memory. */
    private static final int MOST_REASONS = 100;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Instant now;
    private final Map<String, Counts> reasons = new HashMap<>();
    private long others;

    private record Counts(long count, long open, Instant oldest, Instant newest, Recent recent) {}

    private record Recent(long hour, long hourBefore, long day) {

        Recent and(Duration age) {
            boolean isOfHour = age.compareTo(HOUR) <= 0;
            boolean isOfHourBefore = !isOfHour && age.compareTo(HOUR.multipliedBy(2)) <= 0;
            return new Recent(
                    hour + (isOfHour ? 1 : 0),
                    hourBefore + (isOfHourBefore ? 1 : 0),
                    day + (age.compareTo(DAY) <= 0 ? 1 : 0));
        }
    }

    /** @param now what hours and days count back from */
    GroupCount(Instant now) {
        this.now = now;
    }

    void add(Letter letter) {
        Counts before = reasons.get(letter.reason());
        if (before == null && reasons.size() == MOST_REASONS) {
            others++;
            return;
        }
        Instant at = letter.at();
        int open = letter.state() instanceof LetterState.Open ? 1 : 0;
        Duration age = Duration.between(at, now);
        reasons.put(
                letter.reason(),
                before == null
                        ? new Counts(1, open, at, at, new Recent(0, 0, 0).and(age))
                        : new Counts(
                                before.count() + 1,
                                before.open() + open,
                                at.isBefore(before.oldest()) ? at : before.oldest(),
                                at.isAfter(before.newest()) ? at : before.newest(),
                                before.recent().and(age)));
    }

    LetterGroups groups(Scanned scanned) {
        List<LetterGroups.Group> groups = reasons.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(LetterGroups.Group::open)
                        .thenComparingLong(LetterGroups.Group::count)
                        .reversed()
                        .thenComparing(LetterGroups.Group::reason))
                .toList();
        return new LetterGroups(groups, others, scanned);
    }

    private static LetterGroups.Group group(String reason, Counts of) {
        return new LetterGroups.Group(
                reason,
                of.count(),
                of.open(),
                of.oldest(),
                of.newest(),
                of.recent().hour(),
                of.recent().hourBefore(),
                of.recent().day(),
                NextSteps.of(reason));
    }
}
