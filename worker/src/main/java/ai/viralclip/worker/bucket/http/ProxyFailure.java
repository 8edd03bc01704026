package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.StoreProxy;
import java.io.IOException;

/**
 * The proxy on the way to the store failed, and the store was not asked: whatever the proxy said is no word of the
 * bucket's.
 */
public final class ProxyFailure extends IOException {

    private ProxyFailure(String message) {
        super(message);
    }

    private ProxyFailure(String message, Exception cause) {
        super(message, cause);
    }

    static ProxyFailure unreachable(StoreProxy proxy, IOException e) {
        return new ProxyFailure(
                "the proxy " + proxy + " is not reached: " + e.getClass().getSimpleName(), e);
    }

    /** @param e silence, a connection that broke, or something that is no HTTP */
    static ProxyFailure broken(StoreProxy proxy, Exception e) {
        return new ProxyFailure(
                "the proxy " + proxy + " opens no way to the store: "
                        + e.getClass().getSimpleName(),
                e);
    }

    static ProxyFailure refused(StoreProxy proxy, int status) {
        return new ProxyFailure("the proxy " + proxy + " opens no way to the store: it answered " + status
                + (status == 407 ? ", and wants a user and password, or others than it was told" : ""));
    }
}
