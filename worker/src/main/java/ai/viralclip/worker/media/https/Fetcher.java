package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;

/** Asks for a file, and goes where the answer sends to, as far as that is allowed. Thread-safe. */
final class Fetcher {

    private static final int MOST_HOPS = 3;

    private final SourceHttp http;
    private final AllowedHosts hosts;
    private final Vigil vigil;

    Fetcher(SourceHttp http, AllowedHosts hosts, Vigil vigil) {
        this.http = http;
        this.hosts = hosts;
        this.vigil = vigil;
    }

    /**
     * The answer that is no redirect, whatever it says; to be closed.
     *
     * @throws HttpsTrouble where there is none, or not from where it may come
     */
    Exchange get(HttpsUrl start, Wanted wanted, Limits limits) throws HttpsTrouble {
        hosts.require(start);
        HttpsUrl at = start;
        Optional<String> authorization = hosts.authorization(start.server());
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            HttpGet request = request(at, authorization, wanted);
            ClassicHttpResponse answer = answer(request, at.server(), authorization, limits);
            AnswerHead head = new AnswerHead(start, authorization.isPresent(), answer);
            if (!head.isRedirect()) {
                return exchange(request, head, answer, limits);
            }
            request.abort();
            HttpsUrl next = at.redirected(head.location());
            hosts.require(next);
            // Not those of the next host either: whoever redirects would speak in the worker's name there.
            authorization = next.server().equals(at.server()) ? authorization : Optional.empty();
            at = next;
        }
        throw new HttpsTrouble(new NotAllowed(start.shown() + " redirects more than " + MOST_HOPS + " times"));
    }

    private static HttpGet request(HttpsUrl url, Optional<String> authorization, Wanted wanted) {
        HttpGet request = new HttpGet(url.uri());
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        authorization.ifPresent(value -> request.setHeader(HttpHeaders.AUTHORIZATION, value));
        wanted.range().ifPresent(range -> request.setHeader(HttpHeaders.RANGE, range));
        wanted.etag().ifPresent(etag -> request.setHeader(HttpHeaders.IF_RANGE, etag));
        return request;
    }

    private Exchange exchange(HttpGet request, AnswerHead head, ClassicHttpResponse answer, Limits limits)
            throws HttpsTrouble {
        try {
            return new Exchange(request, head, answer, vigil, limits);
        } catch (IOException e) {
            request.abort();
            throw trouble(head.url().server(), e);
        }
    }

    private ClassicHttpResponse answer(HttpGet request, HostPort to, Optional<String> authorization, Limits limits)
            throws HttpsTrouble {
        AtomicBoolean isLate = new AtomicBoolean();
        Future<?> end = vigil.after(limits.forAHead(), () -> {
            isLate.set(true);
            request.abort();
        });
        try {
            return http.send(request, to, authorization);
        } catch (IOException e) {
            request.abort();
            throw isLate.get() ? new HttpsTrouble(new Unresponsive(to + " does not answer in time")) : trouble(to, e);
        } finally {
            end.cancel(false);
        }
    }

    /** Without its cause: whoever logs that would log what a stranger's server wrote. */
    private static HttpsTrouble trouble(HostPort server, IOException e) {
        return new HttpsTrouble(
                switch (e) {
                    case GuardedResolver.NotPublic _ ->
                        new NotAllowed(server + " has an address that is not of the public internet");
                    case ClientProtocolException _, MessageConstraintException _ ->
                        new Missing(server + " answers with what is no HTTP, or too much of it");
                    default -> new Unresponsive(server + " is not reached: " + kinds(e));
                });
    }

    /** The classes of what went wrong, from the outermost to what it came of; their messages quote others. */
    private static String kinds(Throwable e) {
        Throwable cause = e.getCause();
        String name = e.getClass().getSimpleName();
        return cause == null ? name : name + ", " + kinds(cause);
    }
}
