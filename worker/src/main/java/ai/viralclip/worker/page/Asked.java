package ai.viralclip.worker.page;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an operation is asked for, by whom.
 *
 * @param fields a JSON object; empty for what is asked by GET
 */
record Asked(Role role, JsonNode fields) {

    static Asked of(Role role, PageRequest request) throws Unanswerable {
        if (!request.isPost()) {
            return new Asked(role, JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode fields = PageAnswer.Json.MAPPER.readTree(request.body());
            if (fields.isObject()) {
                return new Asked(role, fields);
            }
        } catch (JacksonException e) {
            // Not its message: that quotes the input.
        }
        throw Unanswerable.wrong("The body must be a JSON object.");
    }

    String text(String field) throws Unanswerable {
        return optionalText(field)
                .orElseThrow(() -> Unanswerable.wrong("'" + field + "' is missing: a text that is not empty."));
    }

    /** Empty where it is left out, null or blank. */
    Optional<String> optionalText(String field) throws Unanswerable {
        JsonNode value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw Unanswerable.wrong("'" + field + "' must be a text.");
        }
        return Optional.of(value.stringValue().strip()).filter(text -> !text.isEmpty());
    }

    OptionalInt optionalNumber(String field) throws Unanswerable {
        JsonNode value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw Unanswerable.wrong("'" + field + "' must be a whole number from 0 on.");
        }
        return OptionalInt.of(value.intValue());
    }

    long number(String field) throws Unanswerable {
        JsonNode value = fields.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw Unanswerable.wrong("'" + field + "' must be a whole number from 0 on.");
        }
        return value.longValue();
    }

    /** False where it is left out. */
    boolean flag(String field) throws Unanswerable {
        JsonNode value = fields.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Unanswerable.wrong("'" + field + "' must be true or false.");
        }
        return value.asBoolean(false);
    }
}
