package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.StoreProxy;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks the proxy for a tunnel on each new connection, before TLS and every request go through it as they would without.
 *
 * <p>The client by itself takes a refused {@code CONNECT} for the answer to the request: a proxy's 403 would be the
 * bucket's.
 */
final class Tunnels extends HttpRequestExecutor {

    private final StoreProxy proxy;
    private final Timeout patience;
    private final EarlyAnswers answers = new EarlyAnswers();

    /** @param patience with a proxy that says nothing: as long as a connection may take to be made */
    Tunnels(StoreProxy proxy, Timeout patience) {
        this.proxy = proxy;
        this.patience = patience;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        return Method.CONNECT.isSame(request.getMethod())
                ? open(request, connection)
                : answers.execute(request, connection, informed, context);
    }

    private ClassicHttpResponse open(ClassicHttpRequest connect, HttpClientConnection connection) throws IOException {
        Timeout before = connection.getSocketTimeout();
        try {
            connection.setSocketTimeout(patience);
            var answer = ask(connect, connection);
            if (answer.getCode() >= HttpStatus.SC_REDIRECTION) {
                throw ProxyFailure.refused(proxy, answer.getCode());
            }
            // Any 2xx opens it; the client knows of one.
            answer.setCode(HttpStatus.SC_OK);
            connection.setSocketTimeout(before);
            return answer;
        } catch (ProxyFailure e) {
            Closer.closeQuietly(connection);
            throw e;
        } catch (IOException | HttpException e) {
            Closer.closeQuietly(connection);
            throw ProxyFailure.broken(proxy, e);
        }
    }

    private ClassicHttpResponse ask(ClassicHttpRequest connect, HttpClientConnection connection)
            throws IOException, HttpException {
        proxy.authorization().ifPresent(words -> connect.setHeader(HttpHeaders.PROXY_AUTHORIZATION, words));
        connection.sendRequestHeader(connect);
        connection.flush();
        var answer = connection.receiveResponseHeader();
        while (answer.getCode() < HttpStatus.SC_SUCCESS) {
            answer = connection.receiveResponseHeader();
        }
        return answer;
    }
}
