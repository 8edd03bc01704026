package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How long a stream was, and its hash. */
record Digested(long sizeBytes, Sha256 sha256) {

    static Digested read(InputStream in) throws IOException {
        MessageDigest sha256 = newSha256();
        long size = new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
        return new Digested(size, new Sha256(HexFormat.of().formatHex(sha256.digest())));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
