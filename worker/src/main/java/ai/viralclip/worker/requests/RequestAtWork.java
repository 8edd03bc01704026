package ai.viralclip.worker.requests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that was read and is not settled yet. Used by the poll thread alone. */
final class RequestAtWork {

    private static final Logger LOG = LoggerFactory.getLogger(RequestAtWork.class);

    /** What was told is heard long before. */
    private static final Duration UNTIL_TOLD_AGAIN = Duration.ofSeconds(10);

    private final ConsumerRecord<byte[], byte[]> record;
    private final RequestTask task;
    private final CompletableFuture<RequestTask.Answer> answer = new CompletableFuture<>();
    private Optional<String> kept = Optional.empty();
    private long toldNanos;
    private @Nullable Thread thread;
    private @Nullable DueReply due;

    RequestAtWork(ConsumerRecord<byte[], byte[]> record, RequestTask task) {
        this.record = record;
        this.task = task;
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    long offset() {
        return record.offset();
    }

    long timestamp() {
        return record.timestamp();
    }

    /** As the log names it. */
    String origin() {
        return partition() + "@" + offset();
    }

    /** What is to be told now. */
    List<ProducerRecord<byte[], byte[]>> dueAnnouncement() {
        boolean due = thread == null
                ? task.canAnnounce()
                : !isDone() && task.isUnheard() && System.nanoTime() - toldNanos > UNTIL_TOLD_AGAIN.toNanos();
        return due ? task.announcement() : List.of();
    }

    /** Its announcement, if it has one, is committed: the work begins, where it had not. */
    void announced() {
        toldNanos = System.nanoTime();
        if (thread == null) {
            thread = Thread.ofVirtual().name("request").start(this::work);
        }
    }

    boolean isBegun() {
        return thread != null;
    }

    /** Whether the work may begin with nothing told. */
    boolean isSilent() {
        return task.canAnnounce() && task.announcement().isEmpty();
    }

    private void work() {
        try {
            answer.complete(task.work());
        } catch (InterruptedException e) {
            LOG.debug("broken off: the request's partition is no longer this worker's");
        } catch (RuntimeException | Error defect) {
            // Whoever settles learns of it and starts over; else the request would be at work for ever.
            answer.completeExceptionally(defect);
        }
    }

    boolean isDone() {
        return answer.isDone();
    }

    /** How it is to be told, once it is done. */
    DueReply due() {
        DueReply current = due;
        if (current == null) {
            current = new DueReply(answer.join());
            due = current;
        }
        return current;
    }

    /** How far it is, as a commit of its own offset: whoever owns the partition then begins with it. */
    OffsetAndMetadata here() {
        return new OffsetAndMetadata(offset(), task.progress().orElse(""));
    }

    boolean hasProgressToKeep() {
        Optional<String> now = task.progress();
        return isBegun() && now.isPresent() && !now.equals(kept);
    }

    /** What {@link #here} said is committed. */
    void keep(OffsetAndMetadata here) {
        kept = Optional.of(here.metadata());
    }

    void abandon() {
        Stream.ofNullable(thread).forEach(Thread::interrupt);
    }
}
