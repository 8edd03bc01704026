package ai.viralclip.worker.local;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.Topics;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was seen on the answers' topics. Written by one reading thread, read by any. */
final class OutcomeLog {

    static final Set<String> TOPICS = Set.of(Topics.CLIP_READY, Topics.CLIP_FAILED, Topics.CLIP_RENDERED_DLT);

    private final InstantSource clock;
    private final Consumer<Answer> listener;
    private final List<Answer> answers = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    OutcomeLog(InstantSource clock, Consumer<Answer> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    synchronized void add(ConsumerRecord<String, byte[]> message) {
        switch (message.topic()) {
            case Topics.CLIP_READY -> addAnswer(message, ClipReady.class);
            case Topics.CLIP_FAILED -> addAnswer(message, ClipFailed.class);
            default -> deadLetters.add(message);
        }
        notifyAll();
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    synchronized List<ConsumerRecord<String, byte[]>> deadLetters() {
        return List.copyOf(deadLetters);
    }

    synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    synchronized boolean awaitAnswersTo(Collection<String> renderedEventIds, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!answered().containsAll(renderedEventIds)) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                wait(leftMillis);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Set<String> answered() {
        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> ids.add(answer.renderedEventId()));
        return ids;
    }

    private void addAnswer(ConsumerRecord<String, byte[]> message, Class<? extends ClipEvent> type) {
        try {
            CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
            ClipEvent data = CloudEvents.read(event, type);
            String key = Objects.requireNonNullElse(message.key(), "");
            Answer answer = new Answer(event.getId(), key, place(message), data, clock.instant());
            answers.add(answer);
            listener.accept(answer);
        } catch (ContractViolation | CloudEventRWException e) {
            unreadable.add(place(message) + ": " + e.getMessage());
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
