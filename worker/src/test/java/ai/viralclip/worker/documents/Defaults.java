package ai.viralclip.worker.documents;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the worker's settings are where nobody sets them.
 *
 * @param values by property, such as {@code clip.urls.ttl}; empty where it is required, or empty is meant
 */
record Defaults(Map<String, String> values) {

    private static final String ROOT = "ai.viralclip.worker.WorkerProperties";

    static Defaults read() {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            collect("clip", Class.forName(ROOT), values);
            return new Defaults(values);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    String of(String property) {
        String value = values.get(property);
        if (value == null) {
            throw new IllegalArgumentException("there is no setting " + property);
        }
        return value;
    }

    private static void collect(String prefix, Class<?> properties, Map<String, String> values) {
        RecordComponent[] components = properties.getRecordComponents();
        Parameter[] parameters = properties.getDeclaredConstructors()[0].getParameters();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "."
                    + components[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (components[i].getType().isRecord()) {
                collect(name, components[i].getType(), values);
            } else {
                DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
                values.put(name, value == null ? "" : String.join(",", List.of(value.value())));
            }
        }
    }
}
