package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.StoreProxy;
import ai.viralclip.worker.bucket.TransferProperties;
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
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests over Apache HttpClient 5, set up as the SDK's own client of it, but for bodies that are written in large
 * pieces ({@link StreamedBody}, decision 0010).
 *
 * <p>Does as it is told and no more: no retries, redirects, cookies, Expect or decompression. Those are the caller's
 * and the failure policy's.
 */
public final class StoreHttp implements AutoCloseable {

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
     * Opens no connection before one is needed.
     *
     * @param tls says which certificates are trusted
     * @param proxy that all requests go by
     */
    public static StoreHttp open(
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

    public Pools.Pool connections() {
        var now = connections.getTotalStats();
        return new Pools.Pool(now.getMax(), now.getLeased(), now.getPending());
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer's head; its body is still to be read, or the request to be aborted. */
    public ClassicHttpResponse send(HttpUriRequestBase request) throws IOException {
        try {
            return http.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create());
        } catch (HttpException e) {
            throw new IOException(e);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException e) {
            // Behind a proxy it is the only one that is connected to.
            throw proxy.<IOException>map(by -> ProxyFailure.unreachable(by, e)).orElse(e);
        }
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
