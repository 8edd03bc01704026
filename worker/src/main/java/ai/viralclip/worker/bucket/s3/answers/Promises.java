package ai.viralclip.worker.bucket.s3.answers;

import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What S3 promises of an answer that says 200, held against what came: a proxy's page, a captive portal or another
 * server at this address says 200 as well. Such an answer is no news of the bucket: the call fails as
 * {@link StoreFailure.Unavailable}, and names the store.
 */
public record Promises(String store) {

    public static Promises of(S3Client s3) {
        return new Promises(s3.serviceClientConfiguration()
                .endpointOverride()
                .map(Object::toString)
                .orElse("its default endpoint"));
    }

    /**
     * What the answer must tell.
     *
     * @param call such as {@code put users/u1/…}
     * @param name of what is told, as S3 calls it
     */
    public <T> T told(String call, String name, @Nullable T value) throws StoreException {
        if (value == null || value.equals("")) {
            throw broken(call, "an answer without " + name);
        }
        return value;
    }

    public void holds(String call, boolean promise, String what) throws StoreException {
        if (!promise) {
            throw broken(call, what);
        }
    }

    /** An answer that has no body of its own, or XML, is no web page. */
    public void isNoPage(String call, SdkResponse answer) throws StoreException {
        boolean isPage = answer.sdkHttpResponse()
                .firstMatchingHeader("Content-Type")
                .filter(type -> type.startsWith("text/html"))
                .isPresent();
        holds(call, !isPage, "a web page");
    }

    /** Of a call whose answer is XML: something else that says 200 cannot be read. */
    public StoreException failure(String operation, String what, SdkException e) {
        boolean isUnreadable = Stream.iterate((Throwable) e, c -> c != null, Throwable::getCause)
                .anyMatch(XMLStreamException.class::isInstance);
        return isUnreadable
                ? broken(operation + " " + what, "something that is not XML")
                : StoreErrors.of(operation, what, e);
    }

    private StoreException broken(String call, String what) {
        return new StoreException(new StoreFailure.Unavailable(
                call + ": " + store + " answered 200 with " + what + ": that is not an S3 store's answer", false));
    }
}
