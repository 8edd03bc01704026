package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The records of one partition that were answered lately. Where it turns out that the topic was made anew, some of them
 * may have been of the new one, which is then read from its beginning: they are known again by what they say, and not
 * answered twice. Used by the poll thread alone.
 */
final class Answered {

    /** More are not answered between two looks at the topic. */
    private static final int MOST = 5_000;

    /** @param nanos when, by {@link System#nanoTime} */
    private record One(long fingerprint, long nanos) {}

    private final Map<Long, One> byOffset = new LinkedHashMap<>();

    void add(ConsumerRecord<byte[], byte[]> record) {
        byOffset.remove(record.offset());
        byOffset.put(record.offset(), new One(fingerprint(record), System.nanoTime()));
        Iterator<Long> eldest = byOffset.keySet().iterator();
        while (byOffset.size() > MOST && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }

    /** Those since then: what was answered before was of a topic that was seen after it. */
    Answered since(long nanos) {
        Answered since = new Answered();
        byOffset.forEach((offset, one) -> {
            if (one.nanos() - nanos >= 0) {
                since.byOffset.put(offset, one);
            }
        });
        return since;
    }

    boolean has(ConsumerRecord<byte[], byte[]> record) {
        One one = byOffset.get(record.offset());
        return one != null && one.fingerprint() == fingerprint(record);
    }

    private static long fingerprint(ConsumerRecord<byte[], byte[]> record) {
        long print = record.timestamp() * 31 + Arrays.hashCode(record.key());
        print = print * 31 + Arrays.hashCode(record.value());
        for (Header header : record.headers()) {
            print = print * 31 + Arrays.hashCode(header.key().getBytes(UTF_8));
            print = print * 31 + Arrays.hashCode(header.value());
        }
        return print;
    }
}
