package ai.viralclip.worker.local;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.DeadLetter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The notification services' side: keeps in memory what a {@code read_committed} reader sees on {@code clip-ready},
 * {@code clip-failed} and {@code clip-rendered-dlt}, from their beginning on.
 */
public final class OutcomeReader implements AutoCloseable {

    private final OutcomeLog log;
    private final CommittedTail tail;

    private OutcomeReader(String bootstrapServers, InstantSource clock, Consumer<Answer> listener) {
        this.log = new OutcomeLog(clock, listener);
        this.tail = new CommittedTail(bootstrapServers, OutcomeLog.TOPICS, log::add);
    }

    /** Starts to read; topics that are not there yet are read once they are. */
    public static OutcomeReader start(String bootstrapServers, InstantSource clock) {
        return start(bootstrapServers, clock, answer -> {});
    }

    /** As above, and the listener is told of each answer, on the reading thread, as soon as it is visible. */
    public static OutcomeReader start(String bootstrapServers, InstantSource clock, Consumer<Answer> listener) {
        return new OutcomeReader(bootstrapServers, clock, listener);
    }

    /** Every answer, in the order in which they were seen. */
    public List<Answer> answers() {
        return log.answers();
    }

    public List<Answer> answersTo(String renderedEventId) {
        return log.answers().stream()
                .filter(answer -> answer.renderedEventId().equals(renderedEventId))
                .toList();
    }

    public List<ClipReady> ready() {
        return dataOf(ClipReady.class);
    }

    public List<ClipFailed> failed() {
        return dataOf(ClipFailed.class);
    }

    /** The raw records on {@code clip-rendered-dlt}. */
    public List<ConsumerRecord<String, byte[]>> deadLetters() {
        return log.deadLetters();
    }

    /** The dead letter that lies at this place. */
    public Optional<ConsumerRecord<String, byte[]>> deadLetter(DeadLetter place) {
        return log.deadLetters().stream()
                .filter(letter -> letter.topic().equals(place.topic()))
                .filter(letter -> letter.partition() == place.partition() && letter.offset() == place.offset())
                .findFirst();
    }

    /**
     * How many answers each rendered event got that got more than one, by its id: empty where the worker keeps its
     * word.
     */
    public Map<String, Long> answeredMoreThanOnce() {
        return log.answers().stream()
                .collect(Collectors.groupingBy(Answer::renderedEventId, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Records on the answers' topics that break their contract, described. */
    public List<String> unreadable() {
        return log.unreadable();
    }

    /** Waits for an answer to each of these rendered events. Returns whether all came in time. */
    public boolean awaitAnswersTo(Collection<String> renderedEventIds, Duration limit) {
        return log.awaitAnswersTo(renderedEventIds, limit);
    }

    /** Waits until everything committed before this call has been read. Returns whether that was so in time. */
    public boolean catchUp(Duration limit) {
        return tail.catchUp(limit);
    }

    @Override
    public void close() {
        tail.close();
    }

    private <E> List<E> dataOf(Class<E> type) {
        Function<Answer, Object> data = Answer::data;
        return log.answers().stream()
                .map(data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
