package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Requests that are announced, worked on until they may end, and answered. */
final class HeldRequests implements RequestHandler {

    static final String REPLIES = "replies";
    static final String MARKS = "marks";

    /** Of each request that was taken, how far an earlier owner came with it. */
    final List<Optional<String>> taken = new ArrayList<>();

    final CountDownLatch mayEnd = new CountDownLatch(1);
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger brokenOff = new AtomicInteger();
    volatile String progress = "not begun";

    /** Does not wait until it may end. */
    volatile long endsAtOnce = -1;

    @Override
    public int atOnce() {
        return 2;
    }

    @Override
    public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> before) {
        taken.add(before);
        return new Held(record.offset());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String text) {
        return new ProducerRecord<>(topic, text.getBytes(UTF_8));
    }

    private final class Held implements RequestTask {

        private final long offset;

        Held(long offset) {
            this.offset = offset;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> announcement() {
            return List.of(record(MARKS, "running " + offset));
        }

        @Override
        public Optional<String> progress() {
            return Optional.of(progress);
        }

        @Override
        public Answer work() throws InterruptedException {
            begun.incrementAndGet();
            try {
                if (offset != endsAtOnce) {
                    mayEnd.await();
                }
            } catch (InterruptedException e) {
                brokenOff.incrementAndGet();
                throw e;
            }
            return new Answer(
                    List.of(new Reply(record(REPLIES, "done " + offset), Optional.empty())),
                    List.of(record(MARKS, "ended " + offset)),
                    new RequestEvent.Purged(false, 7, 70));
        }
    }
}
