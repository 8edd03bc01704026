package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.purge.PurgeMark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** {@code purge-requested} to {@code purge-completed}. */
final class PurgeRequests implements RequestHandler {

    private final RequestReader reader;
    private final PurgeTask.Tools tools;

    PurgeRequests(RequestReader reader, PurgeTask.Tools tools) {
        this.reader = reader;
        this.tools = tools;
    }

    /** One after the other: the progress of one fits beside an offset, and purges are no haste. */
    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> progress) {
        return switch (reader.read(record, PurgeRequested.class)) {
            case RequestReader.Refused<PurgeRequested>(var failed) -> () -> failed;
            case RequestReader.Asked<PurgeRequested> asked
            when !isKeyedByUser(record, asked.data()) -> {
                RequestTask.Answer failed = asked.failed(
                        RequestReader.Whose.of(asked.data().uid(), asked.data().runId()),
                        new StoreWork.GivenUp(
                                RequestReason.CONTRACT_BROKEN,
                                "the record's key is not its uid, which keeps purges of one user in order"));
                yield () -> failed;
            }
            case RequestReader.Asked<PurgeRequested> asked -> new PurgeTask(asked, tools, progress);
        };
    }

    /** Purges that are told to be at work, and are not: else clips of their scope would wait for ever. */
    @Override
    public List<ProducerRecord<byte[], byte[]>> corrections(int partition, Set<Long> atWork) {
        if (!tools.ledger().isFresh()) {
            return List.of();
        }
        List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
        tools.ledger().atWork().forEach((scope, request) -> {
            if (request.partition() == partition && !atWork.contains(request.offset())) {
                tools.ledger()
                        .purgedUntil(scope)
                        .map(until -> new PurgeMark(until, false, Optional.of(request)))
                        .ifPresent(end -> ends.add(tools.marks().of(scope, end)));
            }
        });
        return ends;
    }

    private static boolean isKeyedByUser(ConsumerRecord<byte[], byte[]> record, PurgeRequested request) {
        return Arrays.equals(record.key(), request.uid().value().getBytes(UTF_8));
    }
}
