package ai.viralclip.worker.media.https;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes a {@code 206} holds (RFC 9110 §14.4): {@code bytes 0-65535/1048576}.
 *
 * @param last the last byte's place, not the one after it
 * @param total of the whole; empty where the server does not know it
 */
record ContentRange(long first, long last, OptionalLong total) {

    private static final Pattern FORM = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** Of a {@code 416} for a file that has nothing in it. */
    private static final String OF_NOTHING = "bytes */0";

    /** Empty where it says nothing that can be. */
    static Optional<ContentRange> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String total = form.group(3);
        ContentRange range = new ContentRange(
                Long.parseLong(form.group(1)),
                Long.parseLong(form.group(2)),
                total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total)));
        return Optional.of(range).filter(ContentRange::isPossible);
    }

    static boolean isOfNothing(String text) {
        return text.equals(OF_NOTHING);
    }

    private boolean isPossible() {
        return first <= last && (total.isEmpty() || last < total.getAsLong());
    }

    long length() {
        return last - first + 1;
    }

    /** Whether it is all from there on, of so many bytes. */
    boolean isRest(long offset, long sizeBytes) {
        return first == offset && total.equals(OptionalLong.of(sizeBytes)) && last == sizeBytes - 1;
    }
}
