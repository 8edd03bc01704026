package ai.viralclip.contracts;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Attributes and data in one JSON object (CloudEvents' JSON format). What is wrong is named by its JSON pointer into
 * the record's value.
 */
final class StructuredMode implements EnvelopeMode {

    private static final String JSON_FORMAT = "application/cloudevents+json";
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";

    private final EventCodec codec;
    private final Optional<JsonNode> root;
    private final String problem;
    private final byte @Nullable [] value;

    /** @param problem where there is no root */
    private StructuredMode(EventCodec codec, Optional<JsonNode> root, String problem, byte @Nullable [] value) {
        this.codec = codec;
        this.root = root;
        this.problem = problem;
        this.value = value;
    }

    static StructuredMode of(EventCodec codec, String contentType, byte @Nullable [] value) {
        if (!contentType.equals(JSON_FORMAT)) {
            String problem = "content-type: is \"" + Shown.value(contentType) + "\", of these only " + JSON_FORMAT
                    + " is read, with one event in a record";
            return new StructuredMode(codec, Optional.empty(), problem, value);
        }
        if (value == null) {
            return new StructuredMode(codec, Optional.empty(), "has no data", null);
        }
        try {
            JsonNode root = codec.tree(value);
            return root.isObject()
                    ? new StructuredMode(codec, Optional.of(root), "", value)
                    : new StructuredMode(codec, Optional.empty(), "is not a JSON object", value);
        } catch (ContractViolation e) {
            return new StructuredMode(codec, Optional.empty(), String.valueOf(e.getMessage()), value);
        }
    }

    @Override
    public boolean isHopeless() {
        return root.isEmpty();
    }

    @Override
    public void check(Problems problems) {
        if (root.isEmpty()) {
            problems.add("", problem);
        } else {
            problems.optional("datacontenttype", StructuredMode::json);
        }
    }

    private static String json(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        if (!type.strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new IllegalArgumentException("is \"" + Shown.value(contentType) + "\", not application/json");
        }
        return contentType;
    }

    @Override
    public Optional<String> attribute(String name) {
        Optional<JsonNode> attribute = member(name);
        if (attribute.isPresent() && !attribute.get().isString()) {
            throw new IllegalArgumentException("is not a string");
        }
        return attribute.map(JsonNode::stringValue);
    }

    @Override
    public String label(String name) {
        return "/" + name;
    }

    @Override
    public String whyMissing(String name) {
        return "is missing";
    }

    @Override
    public <E extends EventData> E data(Class<E> type) throws ContractViolation {
        Optional<JsonNode> data = member(DATA);
        Optional<JsonNode> base64 = member(BASE64);
        if (data.isPresent() == base64.isPresent()) {
            throw new ContractViolation(
                    Reason.EVENT_UNREADABLE, "", data.isPresent() ? "has data and data_base64" : "has no data");
        }
        return data.isPresent() ? codec.decode(data.get(), "/" + DATA, type) : codec.decode(bytes(base64.get()), type);
    }

    private static byte[] bytes(JsonNode base64) throws ContractViolation {
        try {
            return Base64.getDecoder().decode(base64.isString() ? base64.stringValue() : "?");
        } catch (IllegalArgumentException e) {
            throw new ContractViolation(Reason.EVENT_UNREADABLE, "/" + BASE64, "is not base64");
        }
    }

    @Override
    public KnownIds knownIds(@Nullable String key) {
        return codec.knownIds(value, key, "/" + DATA);
    }

    private Optional<JsonNode> member(String name) {
        return root.map(object -> object.path(name)).filter(node -> !node.isMissingNode() && !node.isNull());
    }
}
