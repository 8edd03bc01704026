package ai.viralclip.contracts;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** The CloudEvents ids of what the worker sends. */
public final class EventIds {

    private EventIds() {}

    /**
     * The id of the event that answers another one, a rendered clip or a request: the same on every redelivery and
     * replay, another for each type, source and id.
     *
     * @return a name-based UUID (version 8, from SHA-256)
     */
    public static String derived(URI askedSource, String askedId, EventType type) {
        MessageDigest digest = sha256();
        for (String part : List.of(type.typeName(), askedSource.toString(), askedId)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // Lengths, because any separator could stand in the parts themselves.
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
