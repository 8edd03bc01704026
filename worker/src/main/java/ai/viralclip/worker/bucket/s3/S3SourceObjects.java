package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.s3.answers.Wire.quoted;
import static ai.viralclip.worker.bucket.s3.answers.Wire.unquoted;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Promises;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.bucket.source.SourceObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Media in the buckets of a store that speaks S3. */
final class S3SourceObjects implements SourceObjects {

    /** {@code bytes 0-65535/1048576}. */
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    /** 32 bytes in Base64; that of an upload in parts has their count behind it. */
    private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private final S3Client s3;
    private final Promises promises;

    S3SourceObjects(S3Client s3) {
        this.s3 = s3;
        this.promises = Promises.of(s3);
    }

    /** With a range: its answer says how much there is, and a failure has a code, which one to a HEAD has not. */
    @Override
    public Seen look(String bucket, String key, int firstBytes) throws IOException {
        try {
            var answer = s3.getObject(
                    r -> r.bucket(bucket)
                            .key(key)
                            .range("bytes=0-" + (firstBytes - 1))
                            .overrideConfiguration(RequestTimeouts.forBytes(firstBytes)),
                    (head, body) -> seen(bucket, key, head, body.readNBytes(firstBytes)));
            promises.told("get " + key, "ETag", answer.version().etag());
            return answer;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException refusal && refusal.statusCode() == 416) {
                return new Seen(new Version(bucket, key, "", 0), ByteBuffer.allocate(0));
            }
            throw failed(place(bucket, key), e);
        } catch (StoreException e) {
            throw failed(e.failure(), e);
        }
    }

    @Override
    public InputStream open(Version version, long from, long countBytes) throws IOException {
        try {
            var body = s3.getObject(
                    r -> r.bucket(version.bucket())
                            .key(version.key())
                            .ifMatch(quoted(version.etag()))
                            .range("bytes=" + from + "-" + (from + countBytes - 1))
                            .overrideConfiguration(RequestTimeouts.forBytes(0)),
                    ResponseTransformer.toInputStream());
            var stretch = new SourceStretch(body, countBytes);
            if (!isOf(version, from, body.response())) {
                stretch.close();
                throw new SourceChanged(place(version) + " is another one now, or is read from elsewhere");
            }
            return stretch;
        } catch (SdkException e) {
            throw failed(place(version), e);
        }
    }

    @Override
    public Optional<Sha256> sha256(Version version) throws IOException {
        try {
            var head = s3.headObject(r -> r.bucket(version.bucket())
                    .key(version.key())
                    .ifMatch(quoted(version.etag()))
                    .checksumMode(ChecksumMode.ENABLED)
                    .overrideConfiguration(RequestTimeouts.forBytes(0)));
            return ofAllBytes(head);
        } catch (SdkException e) {
            throw failed(place(version), e);
        }
    }

    private static Seen seen(String bucket, String key, GetObjectResponse head, byte[] first) {
        long size = range(head).map(range -> Long.parseLong(range.group(3))).orElseGet(head::contentLength);
        return new Seen(new Version(bucket, key, unquoted(head.eTag()), size), ByteBuffer.wrap(first));
    }

    /** A store that takes no ranges, or no conditions, must not pass for one that does. */
    private static boolean isOf(Version version, long from, GetObjectResponse head) {
        long begin = range(head).map(range -> Long.parseLong(range.group(1))).orElse(0L);
        long size = range(head).map(range -> Long.parseLong(range.group(3))).orElseGet(head::contentLength);
        return unquoted(head.eTag()).equals(version.etag()) && begin == from && size == version.sizeBytes();
    }

    private static Optional<Matcher> range(GetObjectResponse head) {
        return Optional.ofNullable(head.contentRange())
                .map(CONTENT_RANGE::matcher)
                .filter(Matcher::matches);
    }

    /** That of an upload in parts is of its parts' hashes: it does not look like one, or says that it is not. */
    private static Optional<Sha256> ofAllBytes(HeadObjectResponse head) {
        return Optional.ofNullable(head.checksumSHA256())
                .filter(text -> isOfAllBytes(text, head.checksumType()))
                .map(text ->
                        new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(text))));
    }

    private static boolean isOfAllBytes(String checksum, @Nullable ChecksumType type) {
        return (type == null || type == ChecksumType.FULL_OBJECT)
                && SHA256.matcher(checksum).matches();
    }

    private static IOException failed(String place, SdkException e) {
        if (e instanceof AwsServiceException answer && answer.statusCode() == 412) {
            return new SourceChanged(place + " is another one now");
        }
        if (StoreErrors.isMissing(e)) {
            return new NotThere(place + " is not there", e);
        }
        return failed(StoreErrors.of("get", place, e).failure(), e);
    }

    private static IOException failed(StoreFailure failure, Exception e) {
        return switch (failure) {
            case StoreFailure.Unavailable away -> new SourceUnresponsive(away.detail(), e);
            case StoreFailure.Denied(var detail) -> new NotOpen(detail, e);
            default -> new NotThere(failure.detail() + ": it cannot be read", e);
        };
    }

    private static String place(Version version) {
        return place(version.bucket(), version.key());
    }

    private static String place(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }
}
