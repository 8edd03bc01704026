package ai.viralclip.worker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventType;
import ai.viralclip.contracts.RenderedMedia;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the contract of {@code clip-rendered} asks of a record that a stranger's producer wrote. */
final class Contract {

    private static final String SCHEMA = "schemas/clip-rendered.v1.schema.json";

    private Contract() {}

    /** Schema, headers and key; and that it says of the clip what it was told. */
    static void isKept(ConsumerRecord<String, byte[]> record, ClipRendered told, String source)
            throws IOException, ContractViolation {
        assertThat(schema().validate(new String(record.value(), UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(record.key()).isEqualTo(told.uid() + "/" + told.runId());
        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
        assertThat(event.getSpecVersion()).hasToString("1.0");
        assertThat(event.getSource()).hasToString(source);
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(EventType.CLIP_RENDERED.schema());
        assertThat(event.getTime()).isNotNull();
        ClipRendered said = CloudEvents.read(event, ClipRendered.class);
        isSame(said.video(), told.video());
        assertThat(said.thumbnail()).isPresent();
        isSame(said.thumbnail().get(), told.thumbnail().orElseThrow());
        assertThat(said.highlight().title()).isEqualTo(told.highlight().title());
    }

    /** There are several ways to write one file as a URI. */
    private static void isSame(RenderedMedia said, RenderedMedia told) {
        assertThat(Path.of(said.uri())).isEqualTo(Path.of(told.uri()));
        assertThat(said.sizeBytes()).isEqualTo(told.sizeBytes());
        assertThat(said.sha256()).isEqualTo(told.sha256());
    }

    private static Schema schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(EventCodec.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
        }
    }
}
