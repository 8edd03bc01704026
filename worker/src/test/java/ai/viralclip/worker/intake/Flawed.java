package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.delivery.TakeBack;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Parts of a worker that have its flaw, and are sound otherwise. */
final class Flawed {

    private static final Duration NEVER = Duration.ofDays(1);

    private Flawed() {}

    static ClipTasks deliveries(Flaw flaw, ClipTasks sound, PurgeLedger ledger) {
        return switch (flaw) {
            case FINISHED_IS_FORGOTTEN -> new Forgetful(sound);
            case ANSWERED_FROM_MEMORY -> new Remembering(sound, ledger, new HashMap<>());
            default -> sound;
        };
    }

    /** When clips that were given up or purged are looked at again. */
    static Duration late(Flaw flaw) {
        return flaw == Flaw.FINISHED_IS_FORGOTTEN ? NEVER : TakeBack.LATE;
    }

    static Settler.PurgeCheck purges(Flaw flaw, Settler.PurgeCheck sound) {
        return flaw != Flaw.TOLD_THOUGH_DEAF
                ? sound
                : finished -> sound.decide(finished) == Settler.PurgeCheck.Decision.RETRY
                        ? Settler.PurgeCheck.Decision.RETRY
                        : Settler.PurgeCheck.Decision.PUBLISH;
    }

    static Transactions transactions(Flaw flaw, Transactions sound) {
        return flaw == Flaw.REFUSED_IS_NOBODYS ? new Blameless(sound) : sound;
    }

    private record Forgetful(ClipTasks sound) implements ClipTasks {

        @Override
        public Thread start(RenderedClip clip, Attempt first, ClipTasks.Then then) {
            return sound.start(clip, first, then);
        }

        @Override
        public void giveUp(RenderedClip clip, Thread atWork) {
            if (atWork.isAlive()) {
                sound.giveUp(clip, atWork);
            }
        }
    }

    private record Answer(Outcome.Final outcome, int attempts) {}

    private record Remembering(ClipTasks sound, PurgeLedger ledger, Map<String, Answer> answered) implements ClipTasks {

        @Override
        public Thread start(RenderedClip clip, Attempt first, ClipTasks.Then then) {
            Answer before = answered.get(clip.id());
            if (before == null) {
                return sound.start(clip, first, (outcome, attempts, from) -> {
                    if (outcome instanceof Outcome.Ready) {
                        answered.put(clip.id(), new Answer(outcome, attempts));
                    }
                    then.ended(outcome, attempts, from);
                });
            }
            PurgeLedger.Standing now =
                    ledger.standing(clip.data().uid(), clip.data().runId());
            return Thread.ofVirtual().start(() -> then.ended(before.outcome(), before.attempts(), now));
        }

        @Override
        public void giveUp(RenderedClip clip, Thread atWork) {
            sound.giveUp(clip, atWork);
        }
    }

    private record Blameless(Transactions sound) implements Transactions {

        @Override
        public void settle(
                List<FinishedClip> finished, Map<TopicPartition, OffsetAndMetadata> offsets, Moment checked) {
            try {
                sound.settle(finished, offsets, checked);
            } catch (Transactions.Unwritable e) {
                throw new KafkaException("one of them could not be written", e);
            }
        }

        @Override
        public void recover() {
            sound.recover();
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return sound.committed(partitions);
        }
    }
}
