package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.CdnProperties;
import ai.viralclip.worker.bucket.StoreProxy;
import ai.viralclip.worker.bucket.TransferProperties;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.ssl.SSLContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Whether strangers are kept off the bucket's own domain: one GET without a token, of an object that is not there. The
 * rule at the edge says 403 before anything is looked up; where it is missing the bucket answers, with 404.
 *
 * <p>What tells neither (no way out from here, a certificate that is not there yet, a 5xx) is logged, and stops
 * nothing.
 */
public final class CdnProof {

    private static final Logger LOG = LoggerFactory.getLogger(CdnProof.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The edge turns away who names no program, and would look as if the rule were there. */
    private static final String PROGRAM = "Mozilla/5.0 (compatible; clip-storage-worker)";

    private static final TransferProperties TRANSFER =
            new TransferProperties(1, PATIENCE, PATIENCE, DataSize.ofBytes(0), DataSize.ofBytes(0), "");

    private final URI origin;
    private final Optional<StoreProxy> proxy;

    /** @param origin such as {@code https://clips.example.com} */
    public CdnProof(URI origin, Optional<StoreProxy> proxy) {
        this.origin = origin;
        this.proxy = proxy;
    }

    /** Asked by the way that the store is asked by. */
    public static CdnProof of(CdnProperties cdn, ProxyChoice proxies) {
        URI origin = URI.create("https://" + cdn.host());
        return new CdnProof(origin, proxies.to(origin));
    }

    /** What is wrong; empty where strangers are refused, or nothing can be told. */
    public Optional<String> problem() {
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
            untold(
                    e instanceof ProxyFailure
                            ? String.valueOf(e.getMessage())
                            : e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private int ask() throws IOException {
        var request = new HttpUriRequestBase("GET", origin.resolve("/probe/" + UUID.randomUUID()));
        request.addHeader("User-Agent", PROGRAM);
        try (var http = StoreHttp.open(TRANSFER, SSLContexts.createDefault(), event -> {}, proxy)) {
            var end = CompletableFuture.runAsync(
                    request::abort, CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            try {
                var answer = http.send(request);
                request.abort();
                return answer.getCode();
            } finally {
                end.cancel(false);
            }
        }
    }

    private void untold(String detail) {
        LOG.atWarn()
                .addKeyValue("detail", origin + ": " + detail)
                .log("not known whether the bucket's own domain refuses strangers");
    }
}
