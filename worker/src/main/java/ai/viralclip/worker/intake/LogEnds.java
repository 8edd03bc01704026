package ai.viralclip.worker.intake;

import ai.viralclip.contracts.Shown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers where partitions of a topic end, with a client of its own. Used by one thread alone. */
final class LogEnds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogEnds.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Object> client;
    private final String topic;
    private @Nullable Admin admin;
    private String lastFailure = "";

    /** @param client settings of an admin client, which is made when it is first asked */
    LogEnds(Map<String, Object> client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    /**
     * For readers of committed records, or of all. Without those partitions whose leaders do not say so within ten
     * seconds.
     *
     * @throws org.apache.kafka.common.KafkaException where no client can be made
     */
    Map<Integer, Long> of(Set<Integer> partitions, IsolationLevel isolation) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = partitions.stream()
                .map(this::named)
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        int within = (int) ANSWER_TIMEOUT.toMillis();
        ListOffsetsResult answers = admin().listOffsets(asked, new ListOffsetsOptions(isolation).timeoutMs(within));
        Map<Integer, Long> ends = new HashMap<>();
        for (TopicPartition partition : asked.keySet()) {
            try {
                long end = answers.partitionResult(partition)
                        .get(within, TimeUnit.MILLISECONDS)
                        .offset();
                ends.put(partition.partition(), end);
            } catch (ExecutionException | TimeoutException e) {
                failed(Objects.requireNonNullElse(e.getCause(), e));
            }
        }
        if (ends.keySet().containsAll(partitions)) {
            lastFailure = "";
        }
        return ends;
    }

    TopicPartition named(int partition) {
        return new TopicPartition(topic, partition);
    }

    /** Said once for each cause in a row. */
    void failed(Throwable why) {
        String failure = why.getClass().getName();
        if (!failure.equals(lastFailure)) {
            lastFailure = failure;
            LOG.atWarn()
                    .addKeyValue("detail", Shown.sentence(why.toString()))
                    .log("transactions that hang cannot be looked for; all else goes on");
        }
    }

    @Override
    public void close() {
        Admin last = admin;
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }

    private Admin admin() {
        Admin now = admin;
        if (now == null) {
            now = Admin.create(client);
            admin = now;
        }
        return now;
    }
}
