package ai.viralclip.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Turns wrong or missing settings into one message that lists them all by name.
 *
 * <p>Comes before Boot's own analyzers, which print the values, and with them secrets.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("clip");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        var name = cause.getName();
        if (!ROOT.equals(name) && !ROOT.isAncestorOf(name)) {
            return null;
        }
        var invalid = findCause(cause, BindValidationException.class);
        var problems = invalid == null ? List.of(name + " has a value that cannot be read") : problems(invalid);
        return new FailureAnalysis(
                "The worker's settings are not usable:\n  - " + String.join("\n  - ", problems),
                "Set what is named above, in the environment or in application.yaml, and start again.",
                cause);
    }

    private static List<String> problems(BindValidationException invalid) {
        var errors = invalid.getValidationErrors();
        var problems = new ArrayList<String>();
        for (ObjectError error : errors) {
            var message = String.valueOf(error.getDefaultMessage());
            problems.add(namesItsSetting(message) ? message : errors.getName() + "." + field(error) + " " + message);
        }
        return problems.stream().sorted().toList();
    }

    private static boolean namesItsSetting(String message) {
        return message.matches("[A-Z0-9]+_[A-Z0-9_]+ .*") || message.startsWith(ROOT + ".");
    }

    /** As it is written in a file: {@code fileRoots} is set as {@code file-roots}. */
    private static String field(ObjectError error) {
        var field = error instanceof FieldError of ? of.getField() : error.getObjectName();
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
