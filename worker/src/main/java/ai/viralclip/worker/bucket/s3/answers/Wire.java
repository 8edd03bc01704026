package ai.viralclip.worker.bucket.s3.answers;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** How S3 writes ETags and checksums. */
public final class Wire {

    private Wire() {}

    /** Empty where the store sends none: an older Ceph does not, after a multipart upload. */
    public static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** Quoted, as RFC 9110 has it. */
    public static String quoted(String etag) {
        return '"' + etag + '"';
    }

    public static String base64(Sha256 sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.hex()));
    }

    public static String base64(CRC32 crc) {
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    public static Sha256 sha256(ByteBuffer bytes) {
        var digest = sha256();
        digest.update(bytes.duplicate());
        return sha256(digest);
    }

    public static Sha256 sha256(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
