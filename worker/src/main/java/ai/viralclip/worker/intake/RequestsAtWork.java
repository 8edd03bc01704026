package ai.viralclip.worker.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one partition that were read together. Used by the poll thread alone. */
final class RequestsAtWork {

    private static final Logger LOG = LoggerFactory.getLogger(RequestsAtWork.class);

    private record One(
            long offset,
            long timestamp,
            RequestTask task,
            Thread thread,
            CompletableFuture<RequestTask.Answer> answer) {}

    private final List<One> all = new ArrayList<>();
    private Optional<String> kept = Optional.empty();

    void start(long offset, long timestamp, RequestTask task) {
        CompletableFuture<RequestTask.Answer> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("request").start(() -> {
            try {
                answer.complete(task.work());
            } catch (InterruptedException e) {
                LOG.debug("broken off: the request's partition is no longer this worker's");
            } catch (RuntimeException | Error defect) {
                // Whoever settles learns of it and starts over; else the request would be at work for ever.
                answer.completeExceptionally(defect);
            }
        });
        all.add(new One(offset, timestamp, task, thread, answer));
    }

    boolean isDone() {
        return all.stream().allMatch(one -> one.answer().isDone());
    }

    Stream<Long> timestamps() {
        return all.stream().map(One::timestamp);
    }

    List<RequestTask.Answer> answers() {
        return all.stream().map(one -> one.answer().join()).toList();
    }

    long nextOffset() {
        return all.getLast().offset() + 1;
    }

    /** How far the first of them is, as a commit of its own offset; empty where nothing is new. */
    Optional<OffsetAndMetadata> progressToKeep() {
        One first = all.getFirst();
        Optional<String> now = first.task().progress();
        if (now.isEmpty() || now.equals(kept)) {
            return Optional.empty();
        }
        kept = now;
        return Optional.of(new OffsetAndMetadata(first.offset(), now.get()));
    }

    void abandon() {
        all.forEach(one -> one.thread().interrupt());
    }
}
