package ai.viralclip.contracts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of an event, read as strictly as its schema says and no more: no value is converted from another JSON
 * type, {@code null} passes for an optional field only, and fields that nobody asks for are nobody's business. Data
 * binding is not used for reading because it cannot name the path of a field that is missing.
 */
final class Fields {

    /** Reads one record from its JSON object. */
    interface Reader<T> {
        T read(Fields in) throws ContractViolation;
    }

    private interface FieldReader<T> {
        T read(Field field) throws ContractViolation;
    }

    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static <T> T read(JsonNode node, String path, Reader<T> reader) throws ContractViolation {
        if (!node.isObject()) {
            throw new ContractViolation(Reason.CONTRACT_BROKEN, path, "is not an object");
        }
        return reader.read(new Fields(node, path));
    }

    String text(String name) throws ContractViolation {
        return required(name).text();
    }

    Optional<String> optionalText(String name) throws ContractViolation {
        return optional(name, Field::text);
    }

    <T> T value(String name, Function<String, T> form) throws ContractViolation {
        return required(name).value(form);
    }

    <T> Optional<T> optionalValue(String name, Function<String, T> form) throws ContractViolation {
        return optional(name, field -> field.value(form));
    }

    int integer(String name) throws ContractViolation {
        return required(name).integer();
    }

    Optional<Integer> optionalInteger(String name) throws ContractViolation {
        return optional(name, Field::integer);
    }

    Optional<Integer> optionalCount(String name) throws ContractViolation {
        return optional(name, Field::count);
    }

    boolean flag(String name) throws ContractViolation {
        return required(name).flag();
    }

    Optional<Boolean> optionalFlag(String name) throws ContractViolation {
        return optional(name, Field::flag);
    }

    long size(String name) throws ContractViolation {
        return required(name).size();
    }

    Optional<Long> optionalSize(String name) throws ContractViolation {
        return optional(name, Field::size);
    }

    Optional<Double> optionalSeconds(String name) throws ContractViolation {
        return optional(name, Field::seconds);
    }

    <T> List<T> list(String name, Reader<T> reader) throws ContractViolation {
        return required(name).list(reader);
    }

    <T> T object(String name, Reader<T> reader) throws ContractViolation {
        return required(name).object(reader);
    }

    <T> Optional<T> optionalObject(String name, Reader<T> reader) throws ContractViolation {
        return optional(name, field -> field.object(reader));
    }

    /** For a field whose absence must be said: {@code null} passes, leaving it out does not. */
    <T> Optional<T> objectOrNull(String name, Reader<T> reader) throws ContractViolation {
        required(name);
        return optionalObject(name, reader);
    }

    private <T> Optional<T> optional(String name, FieldReader<T> reader) throws ContractViolation {
        JsonNode value = node.path(name);
        boolean absent = value.isMissingNode() || value.isNull();
        return absent ? Optional.empty() : Optional.of(reader.read(new Field(value, path + "/" + name)));
    }

    private Field required(String name) throws ContractViolation {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            throw new ContractViolation(Reason.CONTRACT_BROKEN, path + "/" + name, "is missing");
        }
        return new Field(value, path + "/" + name);
    }
}
