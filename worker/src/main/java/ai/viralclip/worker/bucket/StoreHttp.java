package ai.viralclip.worker.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The SDK's requests over Apache HttpClient 5, as the SDK's own client does it, but with bodies written in large
 * pieces: its 8 KiB ones make TLS records, and system calls, of half the size that TLS allows (decision 0010).
 *
 * <p>Does as it is told and no more: no retries, redirects, cookies, Expect or decompression. Those are the SDK's and
 * the failure policy's.
 */
final class StoreHttp implements SdkHttpClient {

    /** Cloudflare closes idle connections after 400 s. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(60);

    /** A connection that was idle for longer is asked whether it still is one, before it is used again. */
    private static final TimeValue UNASKED = TimeValue.ofSeconds(2);

    private final CloseableHttpClient http;
    private final PoolingHttpClientConnectionManager connections;

    private final Optional<StoreProxy> proxy;

    private StoreHttp(
            CloseableHttpClient http, PoolingHttpClientConnectionManager connections, Optional<StoreProxy> proxy) {
        this.http = http;
        this.connections = connections;
        this.proxy = proxy;
    }

    /**
     * @param tls says which certificates are trusted
     * @param proxy that all requests go by
     */
    static StoreHttp open(
            TransferProperties transfer, SSLContext tls, BucketEvent.Listener listener, Optional<StoreProxy> proxy) {
        var connections = connections(transfer, tls, listener);
        var silence = timeout(transfer.socketTimeout());
        var requests = RequestConfig.custom()
                .setConnectionRequestTimeout(silence)
                .setResponseTimeout(silence)
                .setExpectContinueEnabled(false)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
        var http = client(proxy, timeout(transfer.connectTimeout()))
                .setConnectionManager(connections)
                .setDefaultRequestConfig(requests)
                .evictIdleConnections(IDLE)
                .evictExpiredConnections()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
        return new StoreHttp(http, connections, proxy);
    }

    private static HttpClientBuilder client(Optional<StoreProxy> proxy, Timeout patience) {
        return proxy.map(by -> HttpClientBuilder.create()
                        .setRoutePlanner((server, context) -> tunnel(server, by))
                        .setRequestExecutor(new Tunnels(by, patience)))
                .orElseGet(() -> HttpClientBuilder.create().setRequestExecutor(new EarlyAnswers()));
    }

    /** Without TLS too: else the proxy would answer in the store's place. */
    private static HttpRoute tunnel(HttpHost server, StoreProxy by) {
        boolean tls = server.getSchemeName().equals("https");
        return new HttpRoute(
                RoutingSupport.normalize(server, DefaultSchemePortResolver.INSTANCE),
                null,
                new HttpHost("http", by.host(), by.port()),
                tls,
                TunnelType.TUNNELLED,
                tls ? LayerType.LAYERED : LayerType.PLAIN);
    }

    private static PoolingHttpClientConnectionManager connections(
            TransferProperties transfer, SSLContext tls, BucketEvent.Listener listener) {
        var silence = timeout(transfer.socketTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new CertificateWatch(new DefaultClientTlsStrategy(tls), listener))
                .setMaxConnTotal(transfer.maxConnections())
                .setMaxConnPerRoute(transfer.maxConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(transfer.connectTimeout()))
                        .setSocketTimeout(silence)
                        .setValidateAfterInactivity(UNASKED)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(silence)
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .build();
    }

    Pools.Pool connections() {
        var now = connections.getTotalStats();
        return new Pools.Pool(now.getMax(), now.getLeased(), now.getPending());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var sent = request(request);
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() throws IOException {
                return execute(sent);
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
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                        content,
                        asked.firstMatchingHeader(HttpHeaders.CONTENT_LENGTH)
                                .map(Long::parseLong)
                                .orElseThrow())));
        return made;
    }

    private HttpExecuteResponse execute(HttpUriRequestBase sent) throws IOException {
        try {
            var response = http.executeOpen(RoutingSupport.determineHost(sent), sent, HttpClientContext.create());
            return HttpExecuteResponse.builder()
                    .response(head(response))
                    .responseBody(body(response.getEntity(), sent).orElse(null))
                    .build();
        } catch (HttpException e) {
            throw new IOException(e);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException e) {
            // Behind a proxy it is the only one that is connected to.
            throw proxy.<IOException>map(by -> ProxyFailure.unreachable(by, e)).orElse(e);
        }
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

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
