package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.RequestFailed;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.kafka.EventReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.support.KafkaHeaders;

/** What of a request its answers repeat, and where they go. */
final class RequestReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String DEFAULT = "clips-listed";
    private static final String MINE = "mine";

    private final RequestReader reader = new RequestReader(
            new EventReader(new EventCodec(), () -> NOON),
            new ReplyRecords(Set.of(DEFAULT, MINE), URI.create("/worker"), () -> NOON),
            DEFAULT);

    @ParameterizedTest
    @CsvSource({"1025, 8", "900000, 8", "8, 257", "8, 900000", "900000, 900000"})
    void whatIsTooLargeToRepeatIsRefusedOnTheDefaultTopic(int keyBytes, int correlationBytes) throws Exception {
        RequestTask.Answer answer = refused(request(MINE, keyBytes, correlationBytes));

        assertThat(answer.event()).isEqualTo(new RequestEvent.Failed(RequestReason.CONTRACT_BROKEN));
        ProducerRecord<byte[], byte[]> reply = onlyReply(answer);
        assertThat(reply.topic()).isEqualTo(DEFAULT);
        assertThat(size(reply.key())).isEqualTo(keyBytes > 1024 ? 0 : keyBytes);
        assertThat(size(correlation(reply))).isEqualTo(correlationBytes > 256 ? 0 : correlationBytes);
        assertThat(failure(reply).detail()).contains("bytes, more than").hasSizeLessThan(200);
    }

    @Test
    void keyAndCorrelationIdAreRepeatedWhereTheyFit() {
        RequestReader.Asked<ClipsRequested> asked = asked(request(MINE, 1024, 256));

        List<RequestTask.Reply> replies = done(asked).replies();

        ProducerRecord<byte[], byte[]> reply = replies.getFirst().record();
        assertThat(reply.topic()).isEqualTo(MINE);
        assertThat(size(reply.key())).isEqualTo(1024);
        assertThat(size(correlation(reply))).isEqualTo(256);
    }

    @Test
    void aFailureInsteadOfAReplyGoesWhereItIsWantedThenTheDefault() throws Exception {
        List<RequestTask.Reply> replies = done(asked(request(MINE, 8, 8))).replies();

        assertThat(replies).extracting(reply -> reply.record().topic()).containsExactly(MINE, MINE, DEFAULT);
        assertThat(replies)
                .extracting(RequestTask.Reply::instead)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(RequestReason.REPLY_NOT_WRITTEN),
                        Optional.of(RequestReason.REPLY_NOT_WRITTEN));
        assertThat(failure(replies.getLast().record()).uid()).contains(new Uid("u1"));
    }

    @Test
    void anUnwritableFailureGoesToTheDefaultTopicAsItIs() throws Exception {
        RequestTask.Answer answer = asked(request(MINE, 8, 8))
                .failed(
                        RequestReader.Whose.of(new Uid("u1"), Optional.empty()),
                        new StoreWork.GivenUp(RequestReason.STORE_REFUSED, "locked"));

        assertThat(answer.replies()).extracting(reply -> reply.record().topic()).containsExactly(MINE, DEFAULT);
        assertThat(failure(answer.replies().getLast().record()).reason()).isEqualTo(RequestReason.STORE_REFUSED);
    }

    /** A purge reaches neither what comes after it, nor nothing because of a timestamp that cannot be. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:59:00Z, 1795348800000, 2026-11-22T11:59:00Z",
        "2026-11-22T11:59:00Z, 0, 2026-11-22T11:59:00Z",
        "2026-11-22T11:59:00Z, -1, 2026-11-22T11:59:00Z",
        "2026-11-22T11:59:00Z, 1795348740, 2026-11-22T11:59:00Z",
        "2099-01-01T00:00:00Z, 1795348740000, 2026-11-22T11:59:00Z",
        "2099-01-01T00:00:00Z, 0, 2026-11-22T12:00:00Z",
        "2099-01-01T00:00:00Z, 4102444800000, 2026-11-22T12:00:00Z"
    })
    void aRequestIsAskedNoLaterThanItWasWrittenOrRead(Instant said, long timestamp, Instant asked) {
        ConsumerRecord<byte[], byte[]> request = request(MINE, 8, 8);
        request.headers().remove("ce_time").add("ce_time", said.toString().getBytes(UTF_8));

        assertThat(asked(at(timestamp, request)).askedAt()).isEqualTo(asked);
    }

    private static ConsumerRecord<byte[], byte[]> at(long timestamp, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static RequestTask.Answer done(RequestReader.Asked<ClipsRequested> asked) {
        return asked.done(
                RequestReader.Whose.of(new Uid("u1"), Optional.of(new RunId("r1"))),
                new ClipsListed(
                        new Uid("u1"),
                        new RunId("r1"),
                        HighlightsState.MISSING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of(),
                        Optional.empty(),
                        asked.id()),
                new RequestEvent.Unanswered(RequestKind.LISTINGS));
    }

    private RequestTask.Answer refused(ConsumerRecord<byte[], byte[]> request) {
        return ((RequestReader.Refused<ClipsRequested>) reader.read(request, ClipsRequested.class)).answer();
    }

    private RequestReader.Asked<ClipsRequested> asked(ConsumerRecord<byte[], byte[]> request) {
        return (RequestReader.Asked<ClipsRequested>) reader.read(request, ClipsRequested.class);
    }

    private static ProducerRecord<byte[], byte[]> onlyReply(RequestTask.Answer answer) {
        assertThat(answer.replies()).hasSize(1);
        return answer.replies().getFirst().record();
    }

    private static RequestFailed failure(ProducerRecord<byte[], byte[]> reply) throws Exception {
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>(reply.topic(), 0, 0, reply.key(), reply.value());
        reply.headers().forEach(read.headers()::add);
        return CloudEvents.read(KafkaMessageFactory.createReader(read).toEvent(), RequestFailed.class);
    }

    private static byte @Nullable [] correlation(ProducerRecord<byte[], byte[]> reply) {
        var header = reply.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        return header == null ? null : header.value();
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static ConsumerRecord<byte[], byte[]> request(String replyTopic, int keyBytes, int correlationBytes) {
        ClipsRequested wanted = new ClipsRequested(
                new Uid("u1"), new RunId("r1"), Optional.empty(), Optional.empty(), Optional.empty());
        ProducerRecord<byte[], byte[]> sent = KafkaMessageFactory.createWriter("clips-requested", new byte[keyBytes])
                .writeBinary(CloudEvents.of(wanted, "e1", URI.create("/web"), NOON.atOffset(ZoneOffset.UTC), "s"));
        sent.headers().add(KafkaHeaders.REPLY_TOPIC, replyTopic.getBytes(UTF_8));
        sent.headers().add(KafkaHeaders.CORRELATION_ID, new byte[correlationBytes]);
        return new ConsumerRecord<>(
                "clips-requested",
                0,
                17,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                keyBytes,
                size(sent.value()),
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
