package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaFailure.Busy;
import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.RootGone;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/**
 * The head of an answer.
 *
 * @param url that was asked for at first, and that messages name: where it led may be a secret
 * @param isAuthorized whether the server was told who asks
 */
record AnswerHead(HttpsUrl url, boolean isAuthorized, HttpResponse answer) {

    /** A strong one (RFC 9110 §8.8.3): the same for the same bytes alone. */
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,1024}\"");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    int status() {
        return answer.getCode();
    }

    boolean isRedirect() {
        return switch (status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    Optional<String> location() {
        return only(HttpHeaders.LOCATION);
    }

    /** Empty where there is none, or one that may stay the same while the bytes change. */
    Optional<String> strongEtag() {
        return only(HttpHeaders.ETAG).filter(tag -> STRONG.matcher(tag).matches());
    }

    Optional<ContentRange> range() {
        return only(HttpHeaders.CONTENT_RANGE).flatMap(ContentRange::parse);
    }

    /** A {@code 416} that says that the file is there, and empty. */
    boolean isOfNothing() {
        return status() == 416
                && only(HttpHeaders.CONTENT_RANGE)
                        .filter(ContentRange::isOfNothing)
                        .isPresent();
    }

    OptionalLong length() {
        return only(HttpHeaders.CONTENT_LENGTH)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** How long the server asks to be left alone; a date is no such answer here. */
    private Optional<Duration> retryAfter() {
        return only(HttpHeaders.RETRY_AFTER)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /**
     * @throws HttpsTrouble where the bytes that follow are not the file's own, or where nobody can tell how many there
     *     are
     */
    void requirePlain() throws HttpsTrouble {
        Optional<String> coding = first(HttpHeaders.CONTENT_ENCODING);
        if (coding.filter(value -> !value.equalsIgnoreCase("identity")).isPresent()) {
            throw broken("is sent with a content encoding, although none was asked for");
        }
        if (first(HttpHeaders.CONTENT_TYPE)
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
                .isPresent()) {
            throw broken("is sent in several parts, although one was asked for");
        }
        boolean isAmbiguous = answer.countHeaders(HttpHeaders.CONTENT_LENGTH) > 1
                || answer.countHeaders(HttpHeaders.CONTENT_RANGE) > 1
                || (answer.containsHeader(HttpHeaders.CONTENT_LENGTH)
                        && answer.containsHeader(HttpHeaders.TRANSFER_ENCODING));
        if (isAmbiguous) {
            throw broken("is sent with lengths that contradict each other");
        }
        if (range().isPresent()
                && length().isPresent()
                && length().getAsLong() != range().get().length()) {
            throw broken("is sent with a length that is not its range's");
        }
    }

    /** @throws HttpsTrouble where the file is not there, or its server has no answer now */
    void requireFound() throws HttpsTrouble {
        int status = status();
        String answers = url.shown() + " answers " + status;
        switch (status) {
            case 200, 206 -> {}
            case 401 ->
                throw new HttpsTrouble(
                        isAuthorized
                                ? new RootGone(answers + ": it does not take what clip.media.https.credentials says")
                                : new Missing(answers + ": it wants to know who asks (clip.media.https.credentials)"));
            case 403 ->
                throw new HttpsTrouble(new Missing(
                        answers + ": it is not there, or the worker may not read it (clip.media.https.credentials)"));
            case 408, 425, 429 -> throw new HttpsTrouble(patience(answers));
            default -> throw new HttpsTrouble(status >= 500 ? patience(answers) : new Missing(answers));
        }
    }

    private MediaFailure patience(String answers) {
        Optional<Duration> asked = retryAfter();
        return asked.isPresent() ? new Busy(answers, asked.get()) : new Unresponsive(answers);
    }

    /** @throws HttpsTrouble where the body ends with its connection: nobody can tell that from a cut */
    void requireEnd() throws HttpsTrouble {
        if (length().isEmpty() && first(HttpHeaders.TRANSFER_ENCODING).isEmpty()) {
            throw broken("is sent without a length, and not in chunks: nobody can tell whether it is whole");
        }
    }

    /** @throws HttpsTrouble where a part is sent, although all was asked for */
    void requireWhole() throws HttpsTrouble {
        if (status() == 206) {
            throw broken("is sent in part, although all was asked for");
        }
    }

    /** Of what is as it should not be, and may be mended. */
    HttpsTrouble broken(String what) {
        return new HttpsTrouble(new Missing(url.shown() + " " + what));
    }

    private Optional<String> first(String name) {
        return Optional.ofNullable(answer.getFirstHeader(name)).map(Header::getValue);
    }

    /** Empty where there are several. */
    private Optional<String> only(String name) {
        return answer.countHeaders(name) == 1 ? first(name) : Optional.empty();
    }
}
