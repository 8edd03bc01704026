package ai.viralclip.worker;

import ai.viralclip.worker.process.StartRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Sets what is given as a file ({@link FileSetting}), once, at the start. Found by {@code spring.factories}.
 *
 * <p>A config tree ({@code spring.config.import=configtree:}) gives a property the name of its file, and Spring takes
 * {@code CLIP_URLS_CDN_KEYS} for a property only where it is a variable. Here it is one there too.
 */
final class SettingFiles implements EnvironmentPostProcessor, Ordered {

    /** Spring reads the names of a source that is called so as those of variables. */
    private static final String SOURCE = "setting-files-systemEnvironment";

    private static final String MEND =
            "Let each variable that is named above name a readable file with the value and nothing else, and start"
                    + " again. Files are read at the start only.";

    /** All that may say the same is known. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (FileSetting setting : FileSetting.values()) {
            try {
                value(setting, environment).ifPresent(value -> values.put(setting.name(), literal(value)));
            } catch (FileSetting.Unusable e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new StartRefused(
                    "Settings that are given as files are not usable:\n  - " + String.join("\n  - ", problems), MEND);
        }
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(SOURCE, values));
    }

    /** What is to be set; empty where it is set already, or not at all. */
    private static Optional<String> value(FileSetting setting, ConfigurableEnvironment environment)
            throws FileSetting.Unusable {
        Optional<String> file = raw(setting.fileVariable(), environment);
        if (file.isEmpty()) {
            return isSet(setting, environment) ? Optional.empty() : raw(setting.name(), environment);
        }
        if (isSet(setting, environment) || raw(setting.name(), environment).isPresent()) {
            throw setting.setTwice();
        }
        return Optional.of(setting.read(file.get()));
    }

    private static boolean isSet(FileSetting setting, ConfigurableEnvironment environment) {
        return !Binder.get(environment)
                .bind(setting.property(), Bindable.listOf(String.class))
                .orElse(List.of())
                .isEmpty();
    }

    /** As it was written. An empty variable is one that was left out. */
    private static Optional<String> raw(String name, ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .map(source -> source.getProperty(name))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** Spring would look for what stands between braces, in a password too. */
    private static String literal(String value) {
        return value.replace("${", "\\${");
    }
}
