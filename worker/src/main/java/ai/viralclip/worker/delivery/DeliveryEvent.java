package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Uid;
import java.time.Duration;

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

    /** A step of a clip was taken, in so much time. */
    record Took(Step step, Duration time) implements DeliveryEvent {}

    /** From now on so many small ones may move at one time, and as many large ones as {@link UploadLane} says. */
    record Limited(int clips) implements DeliveryEvent {}
}
