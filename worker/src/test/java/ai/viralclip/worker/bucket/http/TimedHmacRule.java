package ai.viralclip.worker.bucket.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Cloudflare's {@code is_timed_hmac_valid_v0}, written from its description and not from the signer: what
 * {@code worker/docs/CDN.md} tells the edge to compute. The HMAC is spelled out (RFC 2104), so that it shares nothing
 * with the signer but SHA-256.
 */
record TimedHmacRule(String key, long ttlSeconds, int separatorLength) {

    private static final int BLOCK = 64;
    private static final int SECOND_DIGITS = 10;

    /** @param uri path and query, as the client sent them */
    boolean lets(String uri, long nowSecond) {
        int dash = uri.lastIndexOf('-');
        int second = dash - SECOND_DIGITS;
        int separator = second - separatorLength;
        if (separator <= 0) {
            return false;
        }
        String message = uri.substring(0, separator);
        String digits = uri.substring(second, dash);
        if (!digits.matches("[0-9]{10}") || nowSecond >= Long.parseLong(digits) + ttlSeconds) {
            return false;
        }
        String mac = URLDecoder.decode(uri.substring(dash + 1), UTF_8);
        return Base64.getEncoder().encodeToString(hmac(key, message + digits)).equals(mac);
    }

    static byte[] hmac(String key, String message) {
        byte[] block = Arrays.copyOf(key.length() > BLOCK ? sha256(key.getBytes(UTF_8)) : key.getBytes(UTF_8), BLOCK);
        byte[] inner = sha256(padded(block, 0x36), message.getBytes(UTF_8));
        return sha256(padded(block, 0x5c), inner);
    }

    private static byte[] padded(byte[] block, int pad) {
        byte[] padded = block.clone();
        for (int i = 0; i < padded.length; i++) {
            padded[i] = (byte) (padded[i] ^ pad);
        }
        return padded;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
