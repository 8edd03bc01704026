package ai.viralclip.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** One value of an event and the path that names it when it is wrong. */
record Field(JsonNode node, String path) {

    /** A text for people: bounded, because an answer repeats some of them, and must fit into a record too. */
    String text() throws ContractViolation {
        String text = string();
        if (text.codePointCount(0, text.length()) > Limits.LONGEST_TEXT) {
            throw broken("is longer than " + Limits.LONGEST_TEXT + " characters");
        }
        return text;
    }

    private String string() throws ContractViolation {
        if (!node.isString()) {
            throw broken("is not a string");
        }
        String text = node.stringValue();
        // JSON can escape half a surrogate pair; UTF-8 cannot carry it, so it could be read but never written again.
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw broken("is not well-formed Unicode");
        }
        return text;
    }

    <T> T value(Function<String, T> form) throws ContractViolation {
        String text = string();
        try {
            return form.apply(text);
        } catch (InvalidId e) {
            throw new ContractViolation(Reason.ID_INVALID, path, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    int integer() throws ContractViolation {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw broken("is not an integer from 0 to " + Integer.MAX_VALUE);
        }
        return node.intValue();
    }

    int count() throws ContractViolation {
        if (integer() == 0) {
            throw broken("is not an integer from 1 to " + Integer.MAX_VALUE);
        }
        return node.intValue();
    }

    boolean flag() throws ContractViolation {
        if (!node.isBoolean()) {
            throw broken("is not true or false");
        }
        return node.booleanValue();
    }

    long size() throws ContractViolation {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw broken("is not an integer from 0 to " + Long.MAX_VALUE);
        }
        return node.longValue();
    }

    double seconds() throws ContractViolation {
        if (!node.isNumber()) {
            throw broken("is not a number");
        }
        double seconds = node.numberValue().doubleValue();
        try {
            Limits.seconds(seconds);
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        return seconds;
    }

    <T> T object(Fields.Reader<T> reader) throws ContractViolation {
        return Fields.read(node, path, reader);
    }

    <T> List<T> list(Fields.Reader<T> reader) throws ContractViolation {
        if (!node.isArray()) {
            throw broken("is not an array");
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(Fields.read(element, path + "/" + elements.size(), reader));
        }
        return elements;
    }

    private ContractViolation broken(String problem) {
        return new ContractViolation(Reason.CONTRACT_BROKEN, path, problem);
    }
}
