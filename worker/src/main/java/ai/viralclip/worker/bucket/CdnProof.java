package ai.viralclip.worker.bucket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether strangers are kept off the bucket's own domain: one GET without a token, of an object that is not there. The
 * rule at the edge says 403 before anything is looked up; where it is missing the bucket answers, with 404.
 *
 * <p>What tells neither (no way out from here, a certificate that is not there yet, a 5xx) is logged, and stops
 * nothing.
 */
final class CdnProof {

    private static final Logger LOG = LoggerFactory.getLogger(CdnProof.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI origin;

    /** @param origin such as {@code https://clips.example.com} */
    CdnProof(URI origin) {
        this.origin = origin;
    }

    static CdnProof of(CdnProperties cdn) {
        return new CdnProof(URI.create("https://" + cdn.host()));
    }

    /** What is wrong; empty where strangers are refused, or nothing can be told. */
    Optional<String> problem() {
        try {
            int status = ask();
            if (status == 404 || (status >= 200 && status < 300)) {
                return Optional.of("The bucket's own domain " + origin + " answers " + status + " to a request without"
                        + " a token: whoever knows a key can read the object. Set the rule of worker/docs/CDN.md for"
                        + " this host, then start again.");
            }
            if (status != 401 && status != 403) {
                untold("it answered " + status + ", and 403 was expected");
            }
        } catch (IOException e) {
            untold(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            untold("interrupted");
        }
        return Optional.empty();
    }

    private int ask() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(origin.resolve("/probe/" + UUID.randomUUID()))
                .timeout(PATIENCE)
                .GET()
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private void untold(String detail) {
        LOG.atWarn()
                .addKeyValue("detail", origin + ": " + detail)
                .log("not known whether the bucket's own domain refuses strangers");
    }
}
