package ai.viralclip.worker.media;

import java.util.List;

/** What the sources tell whoever watches them. */
public sealed interface MediaEvent {

    /** Hears of them on the thread where they happen: it is quick, and throws nothing. */
    @FunctionalInterface
    interface Listener {

        void on(MediaEvent event);

        /** Tells each of them, in their order. */
        static Listener all(List<? extends Listener> listeners) {
            List<Listener> each = List.copyOf(listeners);
            return event -> each.forEach(listener -> listener.on(event));
        }
    }

    /** So many bytes of media came from a source, to be hashed or sent; what is read again is told again. */
    record Came(SourceKind source, long bytes) implements MediaEvent {}
}
