package ai.viralclip.worker.media.https;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Requests over Apache HttpClient 5 that do as they are told and no more: no retries, redirects, cookies,
 * authentication, decompression or upgrade, and no proxy that some property of the JVM names.
 */
final class SourceHttp implements AutoCloseable {

    /** Two for each clip that may be delivered at one time by default, and as many again. */
    private static final int MOST_CONNECTIONS = 256;

    /** So that a name that leads elsewhere is heard of. */
    private static final TimeValue LIFE = TimeValue.ofSeconds(60);

    private static final TimeValue UNASKED = TimeValue.ofSeconds(1);

    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxHeaderCount(64)
            .setMaxLineLength(8 * 1024)
            .setMaxEmptyLineCount(2)
            .setBufferSize(16 * 1024)
            .build();

    private final CloseableHttpClient http;

    private SourceHttp(CloseableHttpClient http) {
        this.http = http;
    }

    /**
     * Opens no connection before one is needed.
     *
     * @param tls says which certificates are trusted
     * @param names gives every address that is connected to
     */
    static SourceHttp open(HttpsProperties limits, SSLContext tls, DnsResolver names) {
        var requests = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(limits.headerTimeout()))
                .setResponseTimeout(silence(limits))
                .setExpectContinueEnabled(false)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
        return new SourceHttp(HttpClientBuilder.create()
                .setConnectionManager(connections(limits, tls, names))
                .setDefaultRequestConfig(requests)
                .setUserAgent("clip-storage-worker")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build());
    }

    /** Longer than {@link Vigil} lets it be: that one knows what is waited for. */
    private static Timeout silence(HttpsProperties limits) {
        return Timeout.of(limits.headerTimeout().plus(limits.rateWindow()));
    }

    private static PoolingHttpClientConnectionManager connections(
            HttpsProperties limits, SSLContext tls, DnsResolver names) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setSocketTimeout(silence(limits))
                        .setTimeToLive(LIFE)
                        .setValidateAfterInactivity(UNASKED)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(silence(limits))
                        .setTcpNoDelay(true)
                        .build())
                .build();
    }

    /**
     * The answer's head; its body is still to be read, or the request to be aborted.
     *
     * @param as what the server is told of who asks: a connection is used again only for one that says the same
     */
    ClassicHttpResponse send(HttpUriRequestBase request, HostPort to, Optional<String> as) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        as.ifPresent(context::setUserToken);
        return http.executeOpen(new HttpHost("https", to.host(), to.port()), request, context);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
