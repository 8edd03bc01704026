package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Uid;
import java.time.Duration;
import java.util.List;

/** What the delivery tells whoever watches it. */
public sealed interface DeliveryEvent {

    /** Hears of them on the thread where they happen: it is quick, and throws nothing. */
    @FunctionalInterface
    interface Listener {

        void on(DeliveryEvent event);

        /** Tells each of them, in their order. */
        static Listener all(List<? extends Listener> listeners) {
            List<Listener> each = List.copyOf(listeners);
            return event -> each.forEach(listener -> listener.on(event));
        }
    }

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
