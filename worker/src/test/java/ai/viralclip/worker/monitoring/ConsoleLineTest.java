package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.logging.logback.ColorConverter;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.io.ClassPathResource;

/** The console's pattern in application.yaml, by itself. */
class ConsoleLineTest {

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = layout();

    @Test
    void keyValuesFollowTheMessageAsTheyAreSearchedFor() {
        assertThat(line(
                        "clip failed",
                        null,
                        new KeyValuePair("reason", "x"),
                        new KeyValuePair("detail", "of two words")))
                .endsWith(": clip failed reason=x detail=of two words" + System.lineSeparator());
    }

    @Test
    void aLineWithoutKeyValuesEndsWithItsMessage() {
        assertThat(line("draining", null)).endsWith(": draining" + System.lineSeparator());
    }

    @Test
    void whatOthersWroteBeginsNoLineAndColoursNone() {
        String hostile = "a\r\n2026-11-27T00:00:00Z ERROR forged\u001b[31m red \u2028 next \u202e turned \u0000 \t end";
        assertThat(line("clip failed", null, new KeyValuePair("detail", hostile))
                        .lines())
                .singleElement()
                .asString()
                .contains("detail=a??2026-11-27T00:00:00Z ERROR forged?[31m red ? next ? turned ? ? end");
        assertThat(line(hostile, null).lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("  | 2026-11-27T00:00:00Z ERROR forged?[31m");
    }

    @Test
    void aMessageOfSeveralLinesStaysReadable() {
        assertThat(line("not usable:\n  - R2_BUCKET_NAME is not set\n", null).lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(": not usable:"),
                        second -> assertThat(second).isEqualTo("  |   - R2_BUCKET_NAME is not set"),
                        end -> assertThat(end).isEqualTo("  | "));
    }

    @Test
    void inAStackTraceOnlyItsOwnLinesBeginLines() {
        Exception foreign = new IllegalStateException(
                "first\n2026-11-27T00:00:00Z ERROR forged", new java.io.IOException("second\r\nERROR forged\u001b[0m"));
        assertThat(line("defect", foreign).lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.strip())
                        .matches("(at |Caused by: |\\.\\.\\. |java\\.lang\\.IllegalStateException: first).*|"))
                .noneSatisfy(line -> assertThat(line).startsWith("ERROR"))
                .anySatisfy(line -> assertThat(line).contains("Caused by: java.io.IOException: second"));
    }

    private String line(String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
        Logger logger = context.getLogger("ai.viralclip.worker.intake.ClipLog");
        LoggingEvent event = new LoggingEvent("fqcn", logger, Level.WARN, message, thrown, null);
        event.setKeyValuePairs(List.of(pairs));
        return layout.doLayout(event);
    }

    private PatternLayout layout() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        PatternLayout made = new PatternLayout();
        made.setContext(context);
        made.getInstanceConverterMap().put("clr", ColorConverter::new);
        made.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        made.setPattern(java.util.Objects.requireNonNull(yaml.getObject()).getProperty("logging.pattern.console"));
        made.start();
        assertThat(made.isStarted()).isTrue();
        return made;
    }
}
