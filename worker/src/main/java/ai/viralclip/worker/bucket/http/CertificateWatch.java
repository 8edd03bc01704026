package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.BucketEvent;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Tells, once a connection is made, until when the certificate is good that was shown and found to be good. */
final class CertificateWatch implements TlsSocketStrategy {

    private final TlsSocketStrategy handshake;
    private final BucketEvent.Listener listener;

    CertificateWatch(TlsSocketStrategy handshake, BucketEvent.Listener listener) {
        this.handshake = handshake;
        this.listener = listener;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        var secured = handshake.upgrade(socket, target, port, attachment, context);
        // The first one is the store's own; those that vouch for it follow.
        if (secured.getSession().getPeerCertificates()[0] instanceof X509Certificate own) {
            listener.on(new BucketEvent.CertificateShown(own.getNotAfter().toInstant()));
        }
        return secured;
    }
}
