package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.http.StoreHttp;
import ai.viralclip.worker.bucket.http.StreamedBody;
import java.io.IOException;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The SDK's requests and answers over {@link StoreHttp}. */
record SdkHttp(StoreHttp http) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var sent = request(request);
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(http.send(sent), sent);
            }

            @Override
            public void abort() {
                sent.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return "ApacheLargeWrites";
    }

    @Override
    public void close() {
        http.close();
    }

    private static HttpUriRequestBase request(HttpExecuteRequest request) {
        SdkHttpRequest asked = request.httpRequest();
        var made = new HttpUriRequestBase(asked.method().name(), asked.getUri());
        asked.forEachHeader((name, values) -> {
            // Told by the entity, and refused where it is told twice.
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> made.addHeader(name, value));
            }
        });
        request.contentStreamProvider()
                .ifPresent(content -> made.setEntity(new StreamedBody(
                        content::newStream,
                        asked.firstMatchingHeader(HttpHeaders.CONTENT_LENGTH)
                                .map(Long::parseLong)
                                .orElseThrow())));
        return made;
    }

    private static HttpExecuteResponse answer(ClassicHttpResponse response, HttpUriRequestBase sent)
            throws IOException {
        return HttpExecuteResponse.builder()
                .response(head(response))
                .responseBody(body(response.getEntity(), sent).orElse(null))
                .build();
    }

    private static SdkHttpFullResponse head(ClassicHttpResponse response) {
        var head = SdkHttpFullResponse.builder().statusCode(response.getCode()).statusText(response.getReasonPhrase());
        for (Header header : response.getHeaders()) {
            head.appendHeader(header.getName(), header.getValue());
        }
        return head.build();
    }

    /** Read to its end or closed, it gives its connection back; aborted, it closes it. */
    private static Optional<AbortableInputStream> body(HttpEntity entity, HttpUriRequestBase sent) throws IOException {
        return entity == null
                ? Optional.empty()
                : Optional.of(AbortableInputStream.create(entity.getContent(), sent::abort));
    }
}
