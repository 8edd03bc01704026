package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Uid;

/**
 * What the delivery tells whoever watches it. Published on the thread where it happens: listeners are quick, and throw
 * nothing.
 */
public sealed interface DeliveryEvent {

    /** A user's clip wants to move its bytes. */
    record Asked(UploadLane lane, Uid uid) implements DeliveryEvent {}

    /** It may. */
    record Granted(UploadLane lane, Uid uid) implements DeliveryEvent {}

    /** Its bytes move no more. */
    record Released(UploadLane lane, Uid uid) implements DeliveryEvent {}

    /** It was given up while it waited. */
    record Withdrawn(UploadLane lane, Uid uid) implements DeliveryEvent {}

    /** From now on so many small ones may move at one time, and as many large ones as {@link UploadLane} says. */
    record Limited(int clips) implements DeliveryEvent {}
}
