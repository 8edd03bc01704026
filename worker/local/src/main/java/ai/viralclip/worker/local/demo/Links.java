package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.StoredMedia;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens links as anybody can who has them, and says what came back. */
final class Links {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final Pattern SIGNATURE = Pattern.compile("(X-Amz-Signature=)([0-9a-f])", Pattern.CASE_INSENSITIVE);

    private final HttpClient http;

    Links(HttpClient http) {
        this.http = http;
    }

    /** Whether the URL gives what the worker announced and what the pipeline rendered. */
    Check gives(String about, String name, StoredMedia stored, RenderedMedia rendered) {
        try {
            HttpResponse<InputStream> answer = get(stored.url());
            try (InputStream body = answer.body()) {
                Digested content = Digested.read(body);
                String type = answer.headers().firstValue("content-type").orElse("no type");
                long length =
                        answer.headers().firstValueAsLong("content-length").orElse(-1);
                boolean asAnnounced = answer.statusCode() == OK
                        && type.equals(stored.contentType())
                        && length == stored.sizeBytes()
                        && content.equals(new Digested(stored.sizeBytes(), stored.sha256()));
                return new Check(
                        about,
                        name,
                        asAnnounced && isWhatWasRendered(content, rendered),
                        "%d %s, %d bytes, sha256 %s".formatted(answer.statusCode(), type, length, content.sha256()));
            }
        } catch (IOException e) {
            return new Check(about, name, false, "no answer: " + e);
        }
    }

    /** Whether the URL is refused as soon as its signature is another. */
    Check refusesTampered(String about, URI url) {
        var signature = SIGNATURE.matcher(url.toString());
        if (!signature.find()) {
            return new Check(about, "tampered URL", false, "the URL has no X-Amz-Signature to tamper with");
        }
        String other = signature.group(2).equals("0") ? "1" : "0";
        return refuses(about, "tampered URL", URI.create(signature.replaceFirst("$1" + other)));
    }

    /** Whether the bucket's list is refused to those who do not sign. */
    Check refusesAnonymousListing(StoreView store) {
        URI list = store.endpoint().resolve("/" + store.bucket() + "?list-type=2");
        return refuses("bucket " + store.bucket(), "anonymous listing", list);
    }

    private Check refuses(String about, String name, URI url) {
        try {
            HttpResponse<InputStream> answer = get(url);
            answer.body().close();
            boolean refused = answer.statusCode() == FORBIDDEN;
            return new Check(about, name, refused, answer.statusCode() + (refused ? ", refused" : ", not refused"));
        } catch (IOException e) {
            return new Check(about, name, false, "no answer: " + e);
        }
    }

    private static boolean isWhatWasRendered(Digested content, RenderedMedia rendered) {
        return rendered.sha256().equals(Optional.of(content.sha256()))
                && rendered.sizeBytes().equals(Optional.of(content.sizeBytes()));
    }

    private HttpResponse<InputStream> get(URI url) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(url).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
