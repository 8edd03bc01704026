package ai.viralclip.contracts;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Events' data in and out of a CloudEvents 1.0 envelope. */
public final class CloudEvents {

    private static final String JSON = "application/json";
    private static final EventCodec CODEC = new EventCodec();

    private CloudEvents() {}

    /**
     * The envelope around an event's data.
     *
     * @param id unique per source; for what the worker sends, {@link EventIds#derived}
     * @param subject what the event is about, such as the key of the clip
     */
    public static CloudEvent of(EventData data, String id, URI source, OffsetDateTime time, String subject) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType(data.type().typeName())
                .withTime(time)
                .withSubject(subject)
                .withDataSchema(data.type().schema())
                .withDataContentType(JSON)
                .withData(CODEC.encode(data))
                .build();
    }

    /**
     * The data in an envelope. An envelope that does not say its content type is taken to hold JSON, as CloudEvents has
     * it.
     *
     * @throws ContractViolation {@link Reason#EVENT_UNREADABLE} when the envelope is of another type or holds no JSON;
     *     else as {@link EventCodec#decode}
     */
    public static <E extends EventData> E read(CloudEvent event, Class<E> type) throws ContractViolation {
        String typeName = EventType.of(type).typeName();
        if (!typeName.equals(event.getType())) {
            throw unreadable("ce_type", "is not " + typeName);
        }
        if (!isJson(event)) {
            throw unreadable("content-type", "is not " + JSON);
        }
        CloudEventData data = event.getData();
        if (data == null) {
            throw unreadable("", "has no data");
        }
        return CODEC.decode(data.toBytes(), type);
    }

    private static boolean isJson(CloudEvent event) {
        String contentType = event.getDataContentType();
        if (contentType == null) {
            return true;
        }
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return mediaType.strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static ContractViolation unreadable(String path, String problem) {
        return new ContractViolation(Reason.EVENT_UNREADABLE, path, problem);
    }
}
