package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.bucket.ObjectStore.Content;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a document's place between the moment when it was found to have nothing left and its deletion:
 *
 * <pre>
 * {"highlights":[],"emptied_by":"5f0c…/3"}
 * </pre>
 *
 * <p>A store deletes without conditions, but puts under one. So a document is replaced by this first, which succeeds
 * only where nobody wrote in between; and whoever finds this of another writer leaves it alone until it is gone, so
 * that the deletion finds nothing else. It is deleted within {@link #DELETED_WITHIN} or put anew; one that is there for
 * {@link #LEFT_ALONE} was left over by a writer that died, and is written over.
 */
final class Emptied {

    /** After that, the deletion could meet what another writer put in its place. */
    static final Duration DELETED_WITHIN = Duration.ofSeconds(5);

    /** The rest is for a deletion that is under way, with its repetitions. */
    static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private static final int MOST_BYTES = 200;

    private static final Pattern FORM =
            Pattern.compile("\\{\"highlights\":\\[],\"emptied_by\":\"([0-9a-f-]{36})/[0-9]+\"}");

    private final String writer = UUID.randomUUID().toString();
    private final AtomicLong count = new AtomicLong();
    private final Duration leftAlone;

    Emptied(Duration leftAlone) {
        this.leftAlone = leftAlone;
    }

    /** How long one of another writer is waited for. */
    Duration leftAlone() {
        return leftAlone;
    }

    /** Another one each time, so that nobody takes a fresh one for an old one. */
    ByteBuffer next() {
        String json = "{\"highlights\":[],\"emptied_by\":\"" + writer + "/" + count.incrementAndGet() + "\"}";
        return ByteBuffer.wrap(json.getBytes(UTF_8));
    }

    static boolean is(Content content) {
        return by(content).isPresent();
    }

    boolean isOfAnother(Content content) {
        return by(content).filter(by -> !by.equals(writer)).isPresent();
    }

    private static Optional<String> by(Content content) {
        if (content.bytes().remaining() > MOST_BYTES) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(UTF_8.decode(content.bytes().duplicate()).toString());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
