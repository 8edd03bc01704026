package ai.viralclip.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events' data to JSON and back. Thread-safe. */
public final class EventCodec {

    /** Kafka's own default for a record; anything larger is {@link Reason#EVENT_UNREADABLE}. */
    static final int LONGEST_BYTES = 1 << 20;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxStringLength(LONGEST_BYTES)
            .maxNumberLength(100)
            .build();

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final IdSalvage salvage =
            new IdSalvage(JsonFactory.builder().streamReadConstraints(LIMITS).build());

    /** The event's data as UTF-8 JSON, fields in the order of the record. */
    public byte[] encode(EventData event) {
        return mapper.writeValueAsBytes(event);
    }

    /**
     * Reads an event's data as strictly as its schema, except that fields which the schema does not know pass.
     *
     * @throws ContractViolation naming the path of the first field that is wrong
     */
    public <E extends EventData> E decode(byte[] json, Class<E> type) throws ContractViolation {
        return decode(tree(json), "", type);
    }

    /** @param path where it stands in what it was read from, as a JSON pointer */
    <E extends EventData> E decode(JsonNode data, String path, Class<E> type) throws ContractViolation {
        return type.cast(Fields.read(data, path, EventType.of(type)::read));
    }

    /**
     * Whatever a broken event still says about whose it is, so that its failure can be told to somebody. Never throws.
     *
     * @param json the record's value
     * @param key the record's key, {@code {uid}/{run_id}}; stands in for what the value does not say
     */
    public KnownIds knownIds(byte @Nullable [] json, @Nullable String key) {
        return knownIds(json, key, "");
    }

    /** @param path where the data stand in the JSON, as a JSON pointer */
    KnownIds knownIds(byte @Nullable [] json, @Nullable String key, String path) {
        return salvage.from(json, key, path);
    }

    /** @throws ContractViolation where it is no JSON of the plain kind, or nothing at all */
    JsonNode tree(byte[] json) throws ContractViolation {
        if (json.length > LONGEST_BYTES) {
            throw unreadable("is longer than " + LONGEST_BYTES + " bytes");
        }
        try {
            // Decoded by the JDK, because a JSON parser given bytes would guess UTF-16 and UTF-32 too.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            JsonNode tree = mapper.readTree(text);
            if (tree.isMissingNode()) {
                throw unreadable("is empty");
            }
            return tree;
        } catch (CharacterCodingException e) {
            throw unreadable("is not UTF-8");
        } catch (JacksonException e) {
            // Not its message: that quotes the input.
            throw unreadable(
                    "is not JSON of the plain kind (no duplicate fields, nothing after its end, depth below 32)");
        }
    }

    private static ContractViolation unreadable(String problem) {
        return new ContractViolation(Reason.EVENT_UNREADABLE, "", problem);
    }
}
