package ai.viralclip.worker.local;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Puts under {@code If-Match} that hold, as R2's and S3's do. S3Proxy looks at the ETag and writes afterwards when its
 * objects are files: of two writers that read the same document at the same time, both would be told that they had won.
 */
final class ComparedAndSwapped extends ForwardingBlobStore {

    private final Map<String, Object> keys = new ConcurrentHashMap<>();

    ComparedAndSwapped(BlobStore files) {
        super(files);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        if (request.ifMatch() == null) {
            return super.putBlob(request, content);
        }
        synchronized (keys.computeIfAbsent(request.key(), key -> new Object())) {
            if (!isUnchanged(request)) {
                throw new S3ProxyException(S3ErrorCode.PRECONDITION_FAILED);
            }
            return super.putBlob(request, content);
        }
    }

    private boolean isUnchanged(PutObjectRequest request) {
        var there = blobMetadata(HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .build());
        return there != null && unquoted(there.eTag()).equals(unquoted(request.ifMatch()));
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
