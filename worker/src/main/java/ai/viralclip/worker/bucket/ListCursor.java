package ai.viralclip.worker.bucket;

import java.util.Optional;

/**
 * Where a listing goes on: the store's token, and what shows that it does go on. A store that gave the same page again
 * and again would be listed for ever.
 *
 * @param last the last key so far; keys come in order
 * @param empty pages in a row that held nothing
 */
record ListCursor(String token, String last, int empty) {

    static final ListCursor START = new ListCursor("", "", 0);

    /** Many deleted versions make some; nothing makes so many. */
    static final int MOST_EMPTY = 1_000;

    static ListCursor parse(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        int end = second + 1 + Integer.parseInt(text.substring(first + 1, second));
        return new ListCursor(
                text.substring(end), text.substring(second + 1, end), Integer.parseInt(text.substring(0, first)));
    }

    Optional<String> tokenSent() {
        return Optional.of(token).filter(t -> !t.isEmpty());
    }

    @Override
    public String toString() {
        return empty + ":" + last.length() + ":" + last + token;
    }
}
