package ai.viralclip.worker.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/** One consumer's part in its group. It takes part when it polls. */
final class Membership {

    private final ModelGroup group;
    private final Wire wire;
    private final String topic;
    private final ConsumerRebalanceListener listener;
    private final Consumer<Collection<TopicPartition>> forget;
    private Optional<ModelGroup.Member> member = Optional.empty();

    /** @param forget hears of what is no longer its own */
    Membership(
            ModelGroup group,
            Wire wire,
            String topic,
            ConsumerRebalanceListener listener,
            Consumer<Collection<TopicPartition>> forget) {
        this.group = group;
        this.wire = wire;
        this.topic = topic;
        this.listener = listener;
        this.forget = forget;
    }

    Set<TopicPartition> owned() {
        return member.map(one -> one.owned).orElseGet(LinkedHashSet::new);
    }

    void takePart() {
        member.filter(self -> self.gone).ifPresent(this::lose);
        ModelGroup.Member self = member.orElseGet(() -> group.join(wire.host(), topic));
        member = Optional.of(self);
        group.rejoin(self);
        if (group.isBehind(self)) {
            synchronise(self);
        }
    }

    private void lose(ModelGroup.Member self) {
        List<TopicPartition> lost = List.copyOf(self.owned);
        member = Optional.empty();
        forget.accept(lost);
        if (!lost.isEmpty()) {
            listener.onPartitionsLost(lost);
        }
    }

    private void synchronise(ModelGroup.Member self) {
        List<TopicPartition> taken = group.takenFrom(self);
        if (!taken.isEmpty()) {
            listener.onPartitionsRevoked(taken);
            forget.accept(taken);
            group.letGo(self, taken);
        }
        List<TopicPartition> added = new ArrayList<>(self.given);
        added.removeAll(self.owned);
        self.owned.addAll(added);
        wire.note(group.name + " owns " + self.owned);
        listener.onPartitionsAssigned(added);
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        ModelGroup.Member self = member.orElseThrow(CommitFailedException::new);
        if (!self.gone && ((group.isPreparing() && self.joined) || group.isBehind(self))) {
            throw new RebalanceInProgressException("a rebalance is in progress");
        }
        wire.ask("progress", () -> {
            group.commit(self, offsets);
            return self;
        });
    }

    @SuppressWarnings("removal")
    ConsumerGroupMetadata metadata() {
        return member.map(self -> new ConsumerGroupMetadata(group.name, self.generation, self.id, Optional.empty()))
                .orElseGet(() -> new ConsumerGroupMetadata(group.name));
    }

    void leave() {
        member.ifPresent(group::leave);
    }
}
