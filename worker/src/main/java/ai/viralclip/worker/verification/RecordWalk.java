package ai.viralclip.worker.verification;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.kafka.TopicPages.Found;
import ai.viralclip.worker.kafka.TopicPages.Place;
import ai.viralclip.worker.kafka.TopicPages.Stretch;
import ai.viralclip.worker.kafka.TopicPages.UnreadTopic;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Walks the records of one topic, as far back as they are kept, and has those of the scope judged.
 *
 * @param <E> what is on the topic
 */
final class RecordWalk<E extends ClipEvent> {

    /** Reads some records from a place on. A boundary: the topic is on the brokers. */
    interface Records<E extends ClipEvent> {
        Stretch<E> from(Place place) throws UnreadTopic, InterruptedException;
    }

    private final String topic;
    private final Records<E> records;
    private final Parallel parallel;
    private final Parallel.Work<Found<E>, Optional<Finding>> judge;

    RecordWalk(String topic, Records<E> records, Parallel parallel, Parallel.Work<Found<E>, Optional<Finding>> judge) {
        this.topic = topic;
        this.records = records;
        this.parallel = parallel;
        this.judge = judge;
    }

    /** Of how many records it was told. */
    interface Counted {
        void add(int count);
    }

    /**
     * Where it goes on; empty where there is no more, and where the topic cannot be read, which is found.
     *
     * @param wanted which records are of the scope
     */
    Optional<Place> walk(Place from, Predicate<E> wanted, PageReport report, Counted counted)
            throws StoreException, InterruptedException {
        Optional<Place> at = Optional.of(from);
        while (at.isPresent() && !report.isFull()) {
            Stretch<E> stretch;
            try {
                stretch = records.from(at.get());
            } catch (UnreadTopic e) {
                report.found(List.of(
                        Remedies.of(FindingKind.TOPIC_UNREADABLE, topic, "it was not compared: " + e.getMessage())));
                return Optional.empty();
            }
            List<Found<E>> ours = stretch.found().stream()
                    .filter(one -> wanted.test(one.data()))
                    .toList();
            for (Optional<Finding> finding : parallel.each(ours, judge)) {
                report.found(finding.stream().toList());
            }
            counted.add(ours.size());
            at = stretch.next();
            at.ifPresent(place -> report.reached(topic + "-" + place.partition() + "@" + place.offset()));
        }
        return at;
    }
}
