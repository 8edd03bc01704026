package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** What is to be copied, and whether it is still there as it was. */
record CopySource(S3Client s3, Payload.Copied media) {

    /**
     * Looks at it.
     *
     * @param key that it is copied to
     * @throws StoreException {@link StoreFailure.BadDigest} where it is another one now, as of any source that changed;
     *     {@link StoreFailure.SourceUnreadable} where it is gone
     */
    void requireUnchanged(String key) throws StoreException {
        try {
            var head = s3.headObject(
                    r -> r.bucket(media.bucket()).key(media.key()).overrideConfiguration(RequestTimeouts.forBytes(0)));
            if (!Wire.unquoted(head.eTag()).equals(media.etag())) {
                throw new StoreException(
                        new StoreFailure.BadDigest("copy " + key + ": the media changed since it was looked at"));
            }
        } catch (SdkException e) {
            if (StoreErrors.isMissing(e)) {
                throw new StoreException(
                        new StoreFailure.SourceUnreadable("copy " + key + ": the media is not there any more"), e);
            }
            throw StoreErrors.of("head", media.key(), e);
        }
    }
}
