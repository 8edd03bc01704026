package ai.viralclip.operator.deadletters;

import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.Scanned;
import ai.viralclip.operator.letters.Selection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The letters of a selection, as the topic was when its ends were frozen, one by one; none of them is kept. */
final class LetterScan {

    private final Consumer<byte[], byte[]> consumer;
    private final Selection selection;
    private final Journal journal;
    private final Scanned frozen;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long records;

    /** Takes a letter of the selection; returns whether to go on. */
    interface Each {
        boolean take(LetterRecord record, Letter letter);
    }

    private LetterScan(Consumer<byte[], byte[]> consumer, Selection selection, Journal journal, Scanned frozen) {
        this.consumer = consumer;
        this.selection = selection;
        this.journal = journal;
        this.frozen = frozen;
    }

    /** Up to the ends that the topic has now. */
    static LetterScan now(
            Consumer<byte[], byte[]> consumer,
            TopicFacts.Found topic,
            Selection selection,
            Journal journal,
            Instant at) {
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                        .toList())
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return again(consumer, topic, selection, journal, new Scanned(0, ends, at));
    }

    /** Up to the ends that another scan had. */
    static LetterScan again(
            Consumer<byte[], byte[]> consumer,
            TopicFacts.Found topic,
            Selection selection,
            Journal journal,
            Scanned frozen) {
        LetterScan scan = new LetterScan(consumer, selection, journal, frozen);
        scan.begin(topic.name());
        return scan;
    }

    /** At the first that may be one of the selection, for each partition that may have one. */
    private void begin(String topic) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        frozen.ends().forEach((number, end) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            selection.range(number, end).ifPresent(range -> {
                begins.put(partition, range.first());
                ends.put(partition, range.end());
            });
        });
        consumer.unsubscribe(); // An earlier scan paused what it was through with.
        consumer.assign(begins.keySet());
        begins.forEach((partition, begin) -> {
            if (begin > 0) {
                consumer.seek(partition, begin);
            }
        });
        consumer.seekToBeginning(begins.keySet().stream()
                .filter(partition -> begins.getOrDefault(partition, 0L) == 0)
                .toList());
    }

    void forEach(Each each) {
        if (ends.isEmpty()) {
            return;
        }
        Instant now = frozen.at();
        new Scan(consumer, ends).forEach(record -> {
            records++;
            LetterRecord found = new LetterRecord(record);
            if (!selection.mayHave(found.id())) {
                return true;
            }
            Letter letter = found.letter(journal.stateOf(found.id()));
            return !selection.has(letter, now) || each.take(found, letter);
        });
    }

    /** How far it went. */
    Scanned scanned() {
        return new Scanned(records, frozen.ends(), frozen.at());
    }
}
