package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * A request and its answer, whose body is read here, at the pace that the settings ask for. What is not read to its end
 * takes its connection with it. Belongs to one reader.
 */
final class Exchange extends InputStream {

    private final HttpGet request;
    private final AnswerHead head;
    private final InputStream in;
    private final Pace pace;
    private final Future<?> vigil;
    private volatile Optional<String> ended = Optional.empty();
    private boolean isAtEnd;

    Exchange(HttpGet request, AnswerHead head, ClassicHttpResponse answer, Vigil vigil, Limits limits)
            throws IOException {
        this.request = request;
        this.head = head;
        this.in = answer.getEntity() == null
                ? InputStream.nullInputStream()
                : answer.getEntity().getContent();
        this.pace = limits.pace();
        this.vigil = vigil.every(limits.window(), () -> look(limits));
    }

    private void look(Limits limits) {
        if (pace.isStuck()) {
            end("sends nothing for " + limits.window().toSeconds() + " s");
        } else if (limits.deadline().isOver()) {
            end("is not read within clip.media.https.total-timeout");
        }
    }

    private void end(String why) {
        ended = Optional.of(why);
        Vigil.elsewhere(request::abort);
    }

    AnswerHead head() {
        return head;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws HttpsTrouble where it is too slow: it is not worth another request at once */
    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        pace.begin();
        int read = -1;
        boolean isInPace;
        try {
            read = in.read(target, at, count);
        } catch (IOException e) {
            throw ended.isPresent() ? slow(ended.get()) : e;
        } finally {
            isInPace = pace.end(read);
        }
        isAtEnd |= read < 0;
        if (!isInPace) {
            throw slow("sends less than clip.media.https.min-rate");
        }
        return read;
    }

    /** All bytes of a part; then its connection is free for another request. */
    byte[] readPart(ContentRange range) throws IOException {
        byte[] bytes = readNBytes((int) range.length());
        if (bytes.length < range.length() || read() >= 0) {
            throw new EOFException("a part has another length than its head says");
        }
        return bytes;
    }

    private HttpsTrouble slow(String what) {
        return new HttpsTrouble(new Unresponsive(head.url().shown() + " " + what));
    }

    @Override
    public void close() {
        vigil.cancel(false);
        if (!isAtEnd) {
            request.abort();
        }
    }
}
