package ai.viralclip.contracts;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes in headers {@code ce_…}, data in the value. */
final class BinaryMode implements EnvelopeMode {

    private static final String PREFIX = "ce_";
    private static final String JSON = "application/json";

    private final EventCodec codec;
    private final Envelope.Headers headers;
    private final String contentType;
    private final byte @Nullable [] value;

    BinaryMode(EventCodec codec, Envelope.Headers headers, String contentType, byte @Nullable [] value) {
        this.codec = codec;
        this.headers = headers;
        this.contentType = contentType;
        this.value = value;
    }

    @Override
    public boolean isHopeless() {
        return false;
    }

    @Override
    public void check(Problems problems) {
        if (contentType.equals("\"" + JSON + "\"")) {
            problems.add(CONTENT_TYPE, "is in quotes (" + contentType + "): it must be the plain text, not JSON");
        } else if (!contentType.isEmpty() && !contentType.equals(JSON)) {
            problems.add(CONTENT_TYPE, "is \"" + Shown.value(contentType) + "\", not " + JSON);
        }
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(headers.last(PREFIX + name)).map(EnvelopeMode::utf8);
    }

    @Override
    public String label(String name) {
        return PREFIX + name;
    }

    @Override
    public String whyMissing(String name) {
        if (headers.names().contains(PREFIX + name)) {
            return "is null";
        }
        return headers.names().stream()
                .filter(one -> isLike(one, name))
                .findFirst()
                .map(one ->
                        "is missing: a header \"" + Shown.value(one) + "\" is there, which is not its name in Kafka")
                .orElse("is missing");
    }

    /** As other bindings, or frameworks, would have it: ce-id, CE_ID, cloudEvents:id, cloudEvents_id, id. */
    private static boolean isLike(String header, String name) {
        String letters = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.equals("ce" + name) || letters.equals("cloudevents" + name) || letters.equals(name);
    }

    @Override
    public <E extends EventData> E data(Class<E> type) throws ContractViolation {
        if (value == null) {
            throw new ContractViolation(Reason.EVENT_UNREADABLE, "", "has no data");
        }
        return codec.decode(value, type);
    }

    @Override
    public KnownIds knownIds(@Nullable String key) {
        return codec.knownIds(value, key);
    }
}
