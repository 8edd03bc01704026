package ai.viralclip.contracts;

/** The data of one event. Its identity, source and time are in the CloudEvents attributes around it. */
public sealed interface EventData
        permits ClipEvent,
                ClipsRequested,
                ClipsListed,
                PurgeRequested,
                PurgeCompleted,
                VerifyRequested,
                VerifyCompleted,
                RequestFailed {

    /** The CloudEvents type, topic and schema that this data goes with. */
    EventType type();
}
