package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.RequestReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Requests that are announced, worked on until told otherwise, and ended. */
final class StandInRequests implements RequestHandler {

    final String name;
    private final String replies;
    private final String marks;
    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger progress = new AtomicInteger();
    final AtomicReference<Optional<Long>> stray = new AtomicReference<>(Optional.empty());
    volatile Runnable onTake = () -> {};
    volatile Runnable onProgress = () -> {};
    volatile CountDownLatch ends = new CountDownLatch(0);
    LongFunction<String> replyTo;
    LongToIntFunction replyBytes = offset -> 0;
    int atOnce = 1;

    StandInRequests(String name, String replies, String marks) {
        this.name = name;
        this.replies = replies;
        this.marks = marks;
        this.replyTo = offset -> replies;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> corrections(int partition, Set<Long> atWork) {
        return stray.get().stream().map(offset -> mark("ended", offset)).toList();
    }

    @Override
    public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> from) {
        taken.incrementAndGet();
        onTake.run();
        return new One(record.offset());
    }

    private ProducerRecord<byte[], byte[]> mark(String what, long offset) {
        return new ProducerRecord<>(marks, (name + " " + what + " " + offset).getBytes(UTF_8));
    }

    private RequestTask.Reply reply(String topic, String what, int bytes, @Nullable RequestReason instead) {
        byte[] value = bytes == 0 ? what.getBytes(UTF_8) : new byte[bytes];
        return new RequestTask.Reply(new ProducerRecord<>(topic, value), Optional.ofNullable(instead));
    }

    final class One implements RequestTask {

        private final long offset;
        private volatile boolean isBegun;

        One(long offset) {
            this.offset = offset;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> announcement() {
            return List.of(mark("running", offset));
        }

        @Override
        public Optional<String> progress() {
            if (isBegun) {
                onProgress.run();
            }
            return Optional.of("" + progress.incrementAndGet());
        }

        @Override
        public Answer work() throws InterruptedException {
            begun.incrementAndGet();
            isBegun = true;
            ends.await();
            RequestReason instead = RequestReason.REPLY_NOT_WRITTEN;
            return new Answer(
                    List.of(
                            reply(replyTo.apply(offset), name + " done " + offset, replyBytes.applyAsInt(offset), null),
                            reply(replies, name + " not written " + offset, 0, instead)),
                    List.of(mark("ended", offset)),
                    new RequestEvent.Purged(false, 0, 0));
        }
    }
}
