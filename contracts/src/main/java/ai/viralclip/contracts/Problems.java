package ai.viralclip.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads an envelope's attributes, and keeps what is wrong with each of them. */
final class Problems {

    private final EnvelopeMode mode;
    private final List<ContractViolation> found = new ArrayList<>();

    Problems(EnvelopeMode mode) {
        this.mode = mode;
    }

    /** @param label of the attribute, or empty for the envelope as a whole */
    void add(String label, String problem) {
        found.add(new ContractViolation(Reason.EVENT_UNREADABLE, label, problem));
    }

    /** Empty where it is missing or wrong. */
    <T> Optional<T> required(String name, Function<String, T> form) {
        return value(name, form, true);
    }

    /** Empty where it is missing, null or wrong. */
    <T> Optional<T> optional(String name, Function<String, T> form) {
        return value(name, form, false);
    }

    private <T> Optional<T> value(String name, Function<String, T> form, boolean isRequired) {
        try {
            Optional<String> text = mode.attribute(name);
            if (text.isEmpty() && isRequired) {
                add(mode.label(name), mode.whyMissing(name));
            }
            return text.map(there -> formed(there, form));
        } catch (IllegalArgumentException e) {
            add(mode.label(name), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static <T> T formed(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
                throw new IllegalArgumentException(
                        "is in quotes (" + Shown.value(text) + "): it must be the plain text, not JSON", e);
            }
            throw e;
        }
    }

    /** @throws ContractViolation with all of them, where there are any */
    void throwAny() throws ContractViolation {
        if (found.isEmpty()) {
            return;
        }
        ContractViolation first = found.getFirst();
        if (found.size() == 1) {
            throw first;
        }
        List<String> all =
                found.stream().map(one -> String.valueOf(one.getMessage())).toList();
        String rest = String.join("; ", all)
                .substring(first.path().isEmpty() ? 0 : first.path().length() + 2);
        throw new ContractViolation(Reason.EVENT_UNREADABLE, first.path(), rest);
    }
}
