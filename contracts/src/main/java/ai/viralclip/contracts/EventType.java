package ai.viralclip.contracts;

import java.net.URI;
import java.util.Arrays;

/** The events there are: what data goes under which CloudEvents type, on which topic, by which schema. */
public enum EventType {
    CLIP_RENDERED("clip", "rendered", Topics.CLIP_RENDERED, ClipRendered.class),
    CLIP_READY("clip", "ready", Topics.CLIP_READY, ClipReady.class),
    CLIP_FAILED("clip", "failed", Topics.CLIP_FAILED, ClipFailed.class),
    CLIPS_REQUESTED("clips", "requested", Topics.CLIPS_REQUESTED, ClipsRequested.class),
    CLIPS_LISTED("clips", "listed", Topics.CLIPS_LISTED, ClipsListed.class),
    PURGE_REQUESTED("purge", "requested", Topics.PURGE_REQUESTED, PurgeRequested.class),
    PURGE_COMPLETED("purge", "completed", Topics.PURGE_COMPLETED, PurgeCompleted.class),
    VERIFY_REQUESTED("verify", "requested", Topics.VERIFY_REQUESTED, VerifyRequested.class),
    VERIFY_COMPLETED("verify", "completed", Topics.VERIFY_COMPLETED, VerifyCompleted.class),
    /** On {@link Topics#PURGE_COMPLETED} and {@link Topics#VERIFY_COMPLETED} too, in reply to what is asked there. */
    REQUEST_FAILED("request", "failed", Topics.CLIPS_LISTED, RequestFailed.class);

    private final String typeName;
    private final String topic;
    private final URI schema;
    private final Class<? extends EventData> data;

    EventType(String subject, String verb, String topic, Class<? extends EventData> data) {
        this.typeName = "ai.viralclip." + subject + "." + verb + ".v1";
        this.topic = topic;
        this.schema = URI.create("urn:viralclip:schema:" + subject + "-" + verb + ".v1");
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
    public Class<? extends EventData> data() {
        return data;
    }

    /** The type whose data is of this class; an {@link IllegalArgumentException} where there is none. */
    public static EventType of(Class<? extends EventData> data) {
        return Arrays.stream(values())
                .filter(type -> type.data.equals(data))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(data + " is not the data of one event"));
    }

    EventData read(Fields in) throws ContractViolation {
        return switch (this) {
            case CLIP_RENDERED -> ClipRendered.read(in);
            case CLIP_READY -> ClipReady.read(in);
            case CLIP_FAILED -> ClipFailed.read(in);
            case CLIPS_REQUESTED -> ClipsRequested.read(in);
            case CLIPS_LISTED -> ClipsListed.read(in);
            case PURGE_REQUESTED -> PurgeRequested.read(in);
            case PURGE_COMPLETED -> PurgeCompleted.read(in);
            case VERIFY_REQUESTED -> VerifyRequested.read(in);
            case VERIFY_COMPLETED -> VerifyCompleted.read(in);
            case REQUEST_FAILED -> RequestFailed.read(in);
        };
    }
}
