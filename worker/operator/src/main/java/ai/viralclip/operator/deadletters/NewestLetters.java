package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterList;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Scanned;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Keeps the newest of all that pass by. */
final class NewestLetters {

    private static final int MOST = 10_000;
    private static final Comparator<Letter> OLDEST_FIRST =
            Comparator.comparing(Letter::at).thenComparing(Letter::id);

    private final int limit;
    private final PriorityQueue<Letter> kept = new PriorityQueue<>(OLDEST_FIRST);
    private long matching;

    NewestLetters(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.wrongInput("a list has 1 to 10000 letters: --limit N; use a filter to see others");
        }
        this.limit = limit;
    }

    void add(Letter letter) {
        matching++;
        kept.add(letter);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    LetterList list(Scanned scanned) {
        return new LetterList(kept.stream().sorted(OLDEST_FIRST.reversed()).toList(), matching, scanned);
    }
}
