package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The tables of CONFIGURATION.md say what holds where nobody sets anything. */
class ConfigurationPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\| ([^|]*?) ?\\| ");
    private static final Pattern BEGINNING = Pattern.compile("^(consumer|producer)\\.(properties\\.)?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SIZE = Pattern.compile("(\\d+) MiB");

    @Test
    void everyDefaultOfTheTableIsTheCodes() throws IOException {
        Map<String, String> said = new TreeMap<>();
        section("\n| environment |", "\n**Kafka.**").forEach(row -> said.putAll(defaults(row)));
        Map<String, String> held = new TreeMap<>();
        Defaults.read().values().forEach((name, value) -> held.put(variable(name), value));
        said.keySet().removeIf(name -> !held.containsKey(name));
        held.keySet().retainAll(said.keySet());
        assertThat(said).hasSizeGreaterThan(35).isEqualTo(held);
    }

    @Test
    void everyDefaultForKafkaIsTheWorkersConfiguration() throws IOException {
        Properties held = configuration();
        List<Row> rows = section("\n| property under `spring.kafka.`", "\nFixed by the guarantees");
        assertThat(rows).hasSizeGreaterThan(7).allSatisfy(row -> {
            List<String> values = values(row.value());
            for (int i = 0; i < row.names().size(); i++) {
                String name = full(row, i);
                assertThat(simple(held.getProperty("spring.kafka." + name, "is not set")))
                        .as(name)
                        .isEqualTo(values.get(i));
            }
        });
    }

    /** @param names as the row has them, in full or shortened by their beginning */
    private record Row(List<String> names, String value) {}

    private static List<Row> section(String from, String until) throws IOException {
        String page = Files.readString(Path.of("docs", "CONFIGURATION.md"));
        String table = page.substring(page.indexOf(from), page.indexOf(until));
        List<Row> rows = new ArrayList<>();
        ROW.matcher(table).results().forEach(row -> rows.add(new Row(codes(row.group(1)), row.group(2))));
        return rows;
    }

    /** Of a row that names several settings and has a value for each, or has none in figures. */
    private static Map<String, String> defaults(Row row) {
        List<String> values = codes(row.value());
        boolean isEmpty = row.value().isEmpty() || row.value().equals("required");
        Map<String, String> defaults = new TreeMap<>();
        for (int i = 0; i < row.names().size(); i++) {
            if (isEmpty || values.size() == row.names().size()) {
                defaults.put(full(row.names().get(i), row.names().getFirst()), isEmpty ? "" : values.get(i));
            }
        }
        return defaults;
    }

    /** {@code …_PURGES_UNHEARD} after {@code CLIP_WATCHDOG_SETTLEMENT_FAILING}: the beginning is the room's. */
    private static String full(String name, String first) {
        return name.startsWith("…")
                ? first.substring(0, first.indexOf('_', "CLIP_".length())) + name.substring(1)
                : name;
    }

    /** {@code heartbeat.interval.ms} after {@code consumer.properties.session.timeout.ms}: the same beginning. */
    private static String full(Row row, int index) {
        String name = row.names().get(index);
        Matcher beginning = BEGINNING.matcher(row.names().getFirst());
        return BEGINNING.matcher(name).find() || !beginning.find() ? name : beginning.group() + name;
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT).replaceFirst("^CLIP_(?=R2_(?!TRANSFER))", "");
    }

    private static List<String> values(String cell) {
        if (!cell.contains("`")) {
            return SIZE.matcher(cell)
                    .results()
                    .map(size -> "" + (Long.parseLong(size.group(1)) << 20))
                    .toList();
        }
        return codes(cell);
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }

    private static Properties configuration() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        return Objects.requireNonNull(yaml.getObject());
    }

    /** A class by its simple name; a prefix that is random by what is random of it. */
    private static String simple(String value) {
        return value.startsWith("org.apache.kafka.")
                ? value.substring(value.lastIndexOf('.') + 1)
                : value.replace("${random.uuid}", "<random>");
    }
}
