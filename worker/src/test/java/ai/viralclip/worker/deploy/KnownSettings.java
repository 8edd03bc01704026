package ai.viralclip.worker.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of all settings, as the code has them.
 *
 * @param own the worker's, as environment variables
 * @param libraries those of Spring Boot, likewise
 * @param open beginnings of names that may end as they like: what is handed on to Kafka, and levels of the log
 */
record KnownSettings(Set<String> own, Set<String> libraries, Set<String> open) {

    /** What is not to be in the chart's values: it comes from files. */
    static final Set<String> SECRETS = Set.of(
            "R2_ACCESS_KEY_ID",
            "R2_SECRET_ACCESS_KEY",
            "R2_SESSION_TOKEN",
            "CLIP_URLS_CDN_KEYS",
            "CLIP_MEDIA_HTTPS_CREDENTIALS",
            "CLIP_PAGE_READ_TOKEN",
            "CLIP_PAGE_ACT_TOKEN");

    /** Each by a name of the operator's: {@code CLIP_MEDIA_S3_STORES_PIPELINE_BUCKETS}. */
    private static final String STORES = "CLIP_MEDIA_S3_STORES_";

    private static final String ROOT = "ai.viralclip.worker.WorkerProperties";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** The store's, whose names do not follow from their properties. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(R2_[A-Z_]+)[:}]");

    /** What {@code application.yaml} takes from elsewhere has another name. */
    private static final Set<String> TAKEN = Set.of("CLIP_KAFKA_BOOTSTRAP_SERVERS", "CLIP_MANAGEMENT_ADDRESS");

    /** The JVM reads it itself. */
    private static final String OF_THE_JVM = "JAVA_TOOL_OPTIONS";

    static KnownSettings read() throws IOException {
        Set<String> own = new TreeSet<>();
        PLACEHOLDER
                .matcher(Files.readString(Path.of("src", "main", "resources", "application.yaml")))
                .results()
                .forEach(found -> own.add(found.group(1)));
        collect("clip", root(), own);
        own.removeAll(TAKEN);
        Set.copyOf(own).stream().filter(name -> name.startsWith("R2_")).forEach(name -> own.remove("CLIP_" + name));
        Set<String> libraries = new TreeSet<>(Set.of(OF_THE_JVM));
        Set<String> open = new TreeSet<>(Set.of(STORES));
        for (URL page : Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
            try (InputStream in = page.openStream()) {
                for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                    String name = variable(property.path("name").asText());
                    boolean map = property.path("type").asText().startsWith("java.util.Map<");
                    (map ? open : libraries).add(map ? name + "_" : name);
                }
            }
        }
        return new KnownSettings(own, libraries, open);
    }

    boolean has(String name) {
        return own.contains(name) || libraries.contains(name) || open.stream().anyMatch(name::startsWith);
    }

    private static Class<?> root() {
        try {
            return Class.forName(ROOT);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(String prefix, Class<?> properties, Set<String> names) {
        for (RecordComponent component : properties.getRecordComponents()) {
            String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1");
            if (component.getType().isRecord()) {
                collect(name, component.getType(), names);
            } else if (!STORES.equals(variable(name) + "_")) {
                names.add(variable(name));
            }
        }
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
