package ai.viralclip.worker.delivery;

import java.time.Duration;

/**
 * What the delivery tells whoever watches it. Published on the thread where it happens: listeners are quick, and throw
 * nothing.
 */
public sealed interface DeliveryEvent {

    /** A clip wants to move its bytes. */
    record Asked() implements DeliveryEvent {}

    /** It may. */
    record Granted() implements DeliveryEvent {}

    /** Its bytes move no more. */
    record Released() implements DeliveryEvent {}

    /** It was given up while it waited. */
    record Withdrawn() implements DeliveryEvent {}

    /** A step of a clip was taken, in so much time. */
    record Took(Step step, Duration time) implements DeliveryEvent {}

    /** From now on so many may move at one time. */
    record Limited(int clips) implements DeliveryEvent {}
}
