package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.Harmless;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** One operation at work: its clients, the dead-letter topic as it is, and the journal. */
final class Desk {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Selection EVERY_LETTER = new Selection.ByFilter(Filter.ALL);

    private final Open open;
    private final DeadLetterTopics topics;
    private final InstantSource clock;
    private final TopicFacts.Found letters;

    /** What is done at it. */
    interface Work<T> {
        T at(Desk desk);
    }

    private record Open(
            Clients clients,
            TopicFacts facts,
            Consumer<byte[], byte[]> letterReader,
            Consumer<byte[], byte[]> journalReader) {}

    private Desk(Open open, DeadLetterTopics topics, InstantSource clock) {
        this.open = open;
        this.topics = topics;
        this.clock = clock;
        this.letters = open.facts().require(topics.deadLetters());
    }

    /** @throws Refused where the brokers refuse, or do not answer */
    static <T> T with(Clients clients, DeadLetterTopics topics, InstantSource clock, Work<T> work) {
        try (TopicFacts facts = new TopicFacts(clients.admin());
                Consumer<byte[], byte[]> letterReader = clients.reader();
                Consumer<byte[], byte[]> journalReader = clients.reader()) {
            return work.at(new Desk(new Open(clients, facts, letterReader, journalReader), topics, clock));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new Refused(Refused.Kind.BROKERS, sentence(e), e);
        }
    }

    private static String sentence(KafkaException failure) {
        String cause =
                failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
        String said = Harmless.text(failure.getMessage() + cause);
        return switch (failure) {
            case AuthorizationException _ ->
                "the brokers do not allow it: " + said + " See the permissions of an operator.";
            case TimeoutException _ ->
                "the brokers did not answer in time: " + said
                        + ". Whatever was done is marked: the same can be asked again.";
            default -> "the Kafka client says: " + said;
        };
    }

    /** Up to now. */
    Journal journal() {
        return reader().map(JournalReader::journal).orElseGet(() -> new Journal(letters.id()));
    }

    LetterScan scan(Selection selection) {
        return scan(selection, journal());
    }

    LetterDetail show(DeadLetterId id) {
        Journal journal = journal();
        List<LetterShow> found = new ArrayList<>();
        scan(new Selection.ByIds(List.of(id)), journal).forEach((record, letter) -> {
            found.add(new LetterShow(record, letter));
            return false;
        });
        if (found.isEmpty()) {
            throw new Refused(
                    Refused.Kind.NOT_FOUND,
                    "there is no dead letter " + id + " on " + topics.deadLetters()
                            + ": it may be older than the topic keeps; see the list");
        }
        LetterScan others = scan(EVERY_LETTER, journal);
        others.forEach(found.getFirst()::take);
        return found.getFirst().detail(others.scanned());
    }

    Plan plan(AuditEntry.Kind kind, Selection selection, boolean force) {
        Tally tally = new Tally(kind, force);
        LetterScan scan = scan(selection);
        scan.forEach(tally::take);
        return tally.plan(selection, letters.id(), scan.scanned());
    }

    AuditEntry carryOut(Plan plan, Terms terms, Watcher watcher) {
        if (!plan.topicId().equals(letters.id())) {
            throw new Refused(
                    Refused.Kind.NOT_FOUND,
                    topics.deadLetters() + " is another topic of that name than the plan was made for: make it anew");
        }
        TopicFacts.Found rendered = open.facts().require(topics.rendered());
        open.facts().provideJournal(topics.journal(), letters);
        JournalReader reader = new JournalReader(open.journalReader(), topics.journal(), new Journal(letters.id()));
        reader.catchUp();
        if (!terms.takeOver()) {
            refuseBeside(reader.journal().running(clock.instant()));
        }
        Producer<byte[], byte[]> producer =
                open.clients().transactional(JournalWriter.transactionalId(topics.journal()));
        try (JournalWriter writer = new JournalWriter(producer, topics.journal())) {
            writer.takeOver();
            // Only from here on nobody else marks a letter: what was read before may be old.
            reader.catchUp();
            ReplayRecord replay = new ReplayRecord(topics.rendered(), rendered.partitions());
            return new Execution(plan, terms, watcher, new Execution.Tools(reader, writer, replay, clock))
                    .run(LetterScan.again(
                            open.letterReader(), letters, plan.selection(), reader.journal(), plan.scanned()));
        }
    }

    Optional<AuditEntry> cancel(String by, Duration limit) {
        Optional<JournalReader> reader = reader();
        Optional<AuditEntry> running = reader.flatMap(one -> one.journal().running(clock.instant()));
        if (reader.isEmpty() || running.isEmpty()) {
            return Optional.empty();
        }
        AuditEntry asked = running.get();
        send(new JournalRecord.Cancel(asked.id(), new JournalRecord.Cancel.Request(by, clock.instant())));
        long deadline = System.nanoTime() + limit.toNanos();
        AuditEntry now = asked;
        while (now.status() == AuditEntry.Status.RUNNING && System.nanoTime() < deadline) {
            reader.get().follow(LOOK_EVERY);
            now = reader.get().journal().entry(asked.id()).orElse(now);
        }
        return Optional.of(now);
    }

    private void send(JournalRecord record) {
        try (Producer<byte[], byte[]> producer = open.clients().plain()) {
            producer.send(new ProducerRecord<>(topics.journal(), 0, record.key().getBytes(UTF_8), record.value()))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Optional<JournalReader> reader() {
        if (open.facts().find(topics.journal()).isEmpty()) {
            return Optional.empty();
        }
        JournalReader reader = new JournalReader(open.journalReader(), topics.journal(), new Journal(letters.id()));
        reader.catchUp();
        return Optional.of(reader);
    }

    private LetterScan scan(Selection selection, Journal journal) {
        return LetterScan.now(open.letterReader(), letters, selection, journal, clock.instant());
    }

    private void refuseBeside(Optional<AuditEntry> running) {
        running.ifPresent(other -> {
            Instant now = clock.instant();
            throw new Refused(
                    Refused.Kind.BUSY,
                    "a " + other.kind().wireName() + " of " + other.by() + " is running since " + other.startedAt()
                            + " (" + other.done() + " of " + other.planned() + " done, "
                            + Math.max(0, Duration.between(other.at(), now).toSeconds())
                            + " s ago): wait for it, cancel it, or end it by --take-over");
        });
    }
}
