package ai.viralclip.operator.letters;

import java.util.List;

/**
 * The newest letters that match, newest first.
 *
 * @param matching how many match altogether
 */
public record LetterList(List<Letter> letters, long matching, Scanned scanned) {

    public LetterList {
        letters = List.copyOf(letters);
    }
}
