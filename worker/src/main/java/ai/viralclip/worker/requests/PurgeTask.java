package ai.viralclip.worker.requests;

import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.purge.Progress;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import ai.viralclip.worker.purge.PurgeTimes;
import ai.viralclip.worker.purge.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One purge. Before anything is deleted, every worker is told, and it is waited until no worker can publish a clip any
 * more that it took up without knowing ({@link PurgeTimes}); transactions that are open then are waited for.
 */
final class PurgeTask implements RequestTask {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeTask.class);

    /**
     * What purges share.
     *
     * @param marks by which workers tell each other of purges
     */
    record Tools(
            Purge purge,
            PurgeLedger ledger,
            ReadyBarrier barrier,
            StoreWork store,
            InstantSource clock,
            MarkRecords marks) {}

    private final RequestReader.Asked<PurgeRequested> asked;
    private final Tools tools;
    private final Scope scope;
    private final Instant until;
    private volatile Progress progress;

    PurgeTask(RequestReader.Asked<PurgeRequested> asked, Tools tools, Optional<String> kept) {
        this.asked = asked;
        this.tools = tools;
        this.scope = new Scope(asked.data().uid(), asked.data().runId());
        this.until = asked.askedAt();
        this.progress = kept.flatMap(Progress::parse)
                .orElseGet(() -> Progress.start(tools.clock().instant()));
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> announcement() {
        return asked.data().countsOnly() ? List.of() : List.of(mark(true));
    }

    /** By a ledger that is behind, a mark could reach less far than an earlier one. */
    @Override
    public boolean canAnnounce() {
        return asked.data().countsOnly() || tools.ledger().isFresh();
    }

    /** The topic of marks was made anew, or another purge of this scope ended: the others know of no purge. */
    @Override
    public boolean isUnheard() {
        return !asked.data().countsOnly()
                && tools.ledger().isFresh()
                && !tools.ledger().isAtWork(scope.key(), until);
    }

    @Override
    public Optional<String> progress() {
        return asked.data().countsOnly() ? Optional.empty() : Optional.of(progress.toString());
    }

    @Override
    public Answer work() throws InterruptedException {
        try {
            return done(asked.data().countsOnly() ? count() : delete());
        } catch (StoreWork.GivenUp e) {
            Answer failed = asked.failed(whose(), e);
            return asked.data().countsOnly() ? failed : withEnd(failed);
        }
    }

    private Purge.Result count() throws StoreWork.GivenUp, InterruptedException {
        return tools.store().until(Errand.PURGE, () -> tools.purge().count(scope, until, progress));
    }

    private Purge.Result delete() throws StoreWork.GivenUp, InterruptedException {
        LOG.atInfo()
                .addKeyValue("scope", scope.key())
                .addKeyValue("until", until)
                .log("purging");
        while (true) {
            long version = tools.ledger().awaitAtWork(scope.key(), until);
            Thread.sleep(PurgeTimes.UNTIL_ALL_KNOW);
            tools.barrier().await();
            Purge.Result result = tools.store()
                    .until(Errand.PURGE, () -> tools.purge().delete(scope, until, progress, now -> progress = now));
            // Else not everybody knew of it all the time, and clips may have gone on meanwhile.
            if (tools.ledger().version(scope.key()) == version) {
                return result;
            }
        }
    }

    private Answer done(Purge.Result result) {
        Progress end = result.progress();
        boolean dryRun = asked.data().countsOnly();
        PurgeCompleted receipt = new PurgeCompleted(
                scope.uid(),
                scope.runId(),
                dryRun,
                until,
                end.objects(),
                end.bytes(),
                end.uploads(),
                result.kept(),
                Math.max(
                        0,
                        Duration.between(end.began(), tools.clock().instant()).toMillis()),
                asked.id());
        LOG.atInfo()
                .addKeyValue("scope", scope.key())
                .addKeyValue("dry_run", dryRun)
                .addKeyValue("objects", end.objects())
                .addKeyValue("bytes", end.bytes())
                .log("purged");
        Answer answer = asked.done(whose(), receipt, new RequestEvent.Purged(dryRun, end.objects(), end.bytes()));
        return dryRun ? answer : withEnd(answer);
    }

    private RequestReader.Whose whose() {
        return RequestReader.Whose.of(scope.uid(), scope.runId());
    }

    /** Told in the same transaction: clips of the scope go on. */
    private Answer withEnd(Answer answer) {
        return new Answer(answer.replies(), List.of(mark(false)), answer.event());
    }

    /** Never reaches less far than a purge of this scope did before: only the last mark is kept. */
    private ProducerRecord<byte[], byte[]> mark(boolean running) {
        Instant reach = tools.ledger()
                .purgedUntil(scope.key())
                .filter(earlier -> earlier.isAfter(until))
                .orElse(until);
        PurgeMark.Request request = new PurgeMark.Request(asked.partition(), asked.offset());
        PurgeMark mark = new PurgeMark(reach, running, Optional.of(request));
        return tools.marks().of(scope.key(), mark);
    }
}
