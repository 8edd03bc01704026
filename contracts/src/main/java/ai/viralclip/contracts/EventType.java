package ai.viralclip.contracts;

import java.net.URI;
import java.util.Arrays;

/** The events there are: what data goes under which CloudEvents type, on which topic, by which schema. */
public enum EventType {
    CLIP_RENDERED("rendered", Topics.CLIP_RENDERED, ClipRendered.class),
    CLIP_READY("ready", Topics.CLIP_READY, ClipReady.class),
    CLIP_FAILED("failed", Topics.CLIP_FAILED, ClipFailed.class);

    private final String typeName;
    private final String topic;
    private final URI schema;
    private final Class<? extends ClipEvent> data;

    EventType(String name, String topic, Class<? extends ClipEvent> data) {
        this.typeName = "ai.viralclip.clip." + name + ".v1";
        this.topic = topic;
        this.schema = URI.create("urn:viralclip:schema:clip-" + name + ".v1");
        this.data = data;
    }

    /** The CloudEvents {@code type}, such as {@code ai.viralclip.clip.rendered.v1}. */
    public String typeName() {
        return typeName;
    }

    /** The topic's default name; a deployment may configure another. */
    public String topic() {
        return topic;
    }

    /** The schema's {@code $id}, such as {@code urn:viralclip:schema:clip-rendered.v1}; the CloudEvents dataschema. */
    public URI schema() {
        return schema;
    }

    /** The record class that holds this event's data. */
    public Class<? extends ClipEvent> data() {
        return data;
    }

    /** The type whose data is of this class; an {@link IllegalArgumentException} where there is none. */
    public static EventType of(Class<? extends ClipEvent> data) {
        return Arrays.stream(values())
                .filter(type -> type.data.equals(data))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(data + " is not the data of one event"));
    }

    ClipEvent read(Fields in) throws ContractViolation {
        return switch (this) {
            case CLIP_RENDERED -> ClipRendered.read(in);
            case CLIP_READY -> ClipReady.read(in);
            case CLIP_FAILED -> ClipFailed.read(in);
        };
    }
}
