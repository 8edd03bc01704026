package ai.viralclip.worker.bucket.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * Hears the answer of a server that gave it before it had read the request, and then closed the connection: what is
 * still written breaks, and what it said (413, 403) is there to be read all the same. Else a refusal for ever would
 * look like a connection that breaks again and again.
 */
final class EarlyAnswers extends HttpRequestExecutor {

    /** It is on its way before the news that the connection is closed, or it does not come. */
    private static final Timeout MOMENT = Timeout.ofMilliseconds(200);

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        try {
            boolean isSent = send(request, connection);
            var response = receive(connection);
            if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                connection.receiveResponseEntity(response);
            }
            if (!isSent) {
                response.setHeader(HttpHeaders.CONNECTION, "close");
            }
            return response;
        } catch (HttpException | IOException | RuntimeException e) {
            Closer.closeQuietly(connection);
            throw e;
        }
    }

    /** Returns whether all of it went; not where it broke, and there is an answer. */
    private static boolean send(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        connection.sendRequestHeader(request);
        try {
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            flush(connection);
            return true;
        } catch (StreamedBody.BrokenOff e) {
            if (isAnswered(connection)) {
                return false;
            }
            throw e;
        }
    }

    private static void flush(HttpClientConnection connection) throws IOException {
        try {
            connection.flush();
        } catch (IOException e) {
            throw new StreamedBody.BrokenOff(e);
        }
    }

    private static boolean isAnswered(HttpClientConnection connection) {
        try {
            return connection.isDataAvailable(MOMENT);
        } catch (IOException nothing) {
            return false;
        }
    }

    private static ClassicHttpResponse receive(HttpClientConnection connection) throws IOException, HttpException {
        var response = connection.receiveResponseHeader();
        while (response.getCode() < HttpStatus.SC_SUCCESS) {
            response = connection.receiveResponseHeader();
        }
        return response;
    }
}
