package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first look at a file: what its server says of it, and its first bytes where parts of it can be asked for. One
 * request, and a GET: signed URLs are mostly good for no other.
 */
@SuppressWarnings("ArrayRecordComponent") // Held by one look, and never compared.
record Beginning(Version version, byte[] bytes) {

    static Beginning read(Fetcher fetcher, HttpsUrl url, Limits limits) throws HttpsTrouble {
        try (Exchange exchange = fetcher.get(url, Wanted.beginning(), limits)) {
            AnswerHead head = exchange.head();
            if (head.isOfNothing()) {
                return new Beginning(new Version(OptionalLong.of(0), Optional.empty(), false), new byte[0]);
            }
            head.requireFound();
            head.requirePlain();
            return head.status() == 206
                    ? ofPart(head, exchange)
                    : new Beginning(new Version(head.length(), head.strongEtag(), false), new byte[0]);
        } catch (HttpsTrouble e) {
            throw e;
        } catch (IOException e) {
            throw new HttpsTrouble(new Unresponsive(url.shown() + " breaks off"));
        }
    }

    private static Beginning ofPart(AnswerHead head, Exchange exchange) throws IOException {
        ContentRange range = head.range()
                .filter(part -> part.first() == 0 && part.last() < Wanted.BLOCK_BYTES)
                .orElseThrow(() -> head.broken("is sent with another range than was asked for"));
        byte[] bytes = exchange.readPart(range);
        return new Beginning(
                new Version(range.total(), head.strongEtag(), range.total().isPresent()), bytes);
    }
}
