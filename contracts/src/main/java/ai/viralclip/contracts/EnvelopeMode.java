package ai.viralclip.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an envelope keeps its attributes and its data. */
sealed interface EnvelopeMode permits BinaryMode, StructuredMode {

    String CONTENT_TYPE = "content-type";

    static EnvelopeMode of(EventCodec codec, Envelope.Headers headers, byte @Nullable [] value) {
        String contentType = contentType(headers);
        return contentType.startsWith("application/cloudevents")
                ? StructuredMode.of(codec, contentType, value)
                : new BinaryMode(codec, headers, contentType, value);
    }

    /** Whether nothing can be read of it, so that no more is to be said than {@link #check} does. */
    boolean isHopeless();

    /** Says what is wrong with the envelope as a whole. */
    void check(Problems problems);

    /**
     * An attribute's text; empty where there is none, or null.
     *
     * @param name as CloudEvents has it, such as {@code id}
     * @throws IllegalArgumentException where it is no text
     */
    Optional<String> attribute(String name);

    /** How this mode calls it, such as {@code ce_id}. */
    String label(String name);

    /** That it is missing, and why that may be. */
    String whyMissing(String name);

    <E extends EventData> E data(Class<E> type) throws ContractViolation;

    KnownIds knownIds(@Nullable String key);

    /** Without parameters, in lower case; empty where there is none. */
    private static String contentType(Envelope.Headers headers) {
        String name = headers.names().stream()
                .filter(one -> one.equalsIgnoreCase(CONTENT_TYPE))
                .findFirst()
                .orElse(CONTENT_TYPE);
        byte[] value = headers.last(name);
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        int parameters = text.indexOf(';');
        return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The text that they are.
     *
     * @throws IllegalArgumentException where it is not UTF-8
     */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
    }
}
