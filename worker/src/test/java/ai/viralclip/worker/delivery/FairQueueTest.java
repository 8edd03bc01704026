package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Uid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {

    private record Item(Uid uid, int number) {}

    private final FairQueue<Item> queue = new FairQueue<>();

    @Test
    void anotherUsersFirstComesNextHoweverManyOneUserHas() {
        for (int i = 0; i < 10_000; i++) {
            queue.add(new Uid("busy"), new Item(new Uid("busy"), i));
        }
        queue.poll();
        Item first = new Item(new Uid("quiet"), 0);
        queue.add(first.uid(), first);

        queue.poll();

        assertThat(queue.poll()).contains(first);
    }

    @Test
    void whatWasTakenBackIsNotServedAndOthersAre() {
        Item given = new Item(new Uid("a"), 1);
        Item kept = new Item(new Uid("a"), 2);
        queue.add(given.uid(), given);
        queue.add(kept.uid(), kept);

        queue.remove(given.uid(), given);
        queue.remove(given.uid(), given);

        assertThat(queue.poll()).contains(kept);
        assertThat(queue.poll()).isEmpty();
    }

    /**
     * Whatever comes and goes: nothing is lost, nobody's own order changes, and nobody is served twice before another.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nobodyIsServedTwiceWhileAnotherWaits(long seed) {
        Random random = new Random(seed);
        Map<Uid, List<Item>> waiting = new HashMap<>();
        Map<Uid, Set<Uid>> servedWhileWaiting = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            Uid uid = new Uid("user" + (int) Math.abs(random.nextGaussian() * 4));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Item item = new Item(uid, step);
                    queue.add(uid, item);
                    waiting.computeIfAbsent(uid, u -> new ArrayList<>()).add(item);
                    servedWhileWaiting.putIfAbsent(uid, new HashSet<>());
                }
                case 2 -> takeBack(random, uid, waiting, servedWhileWaiting);
                default -> serve(waiting, servedWhileWaiting);
            }
            assertThat(queue.peek().isEmpty()).as("seed %d", seed).isEqualTo(waiting.isEmpty());
        }
        while (!waiting.isEmpty()) {
            serve(waiting, servedWhileWaiting);
        }
        assertThat(queue.peek()).as("seed %d", seed).isEmpty();
    }

    private void serve(Map<Uid, List<Item>> waiting, Map<Uid, Set<Uid>> servedWhileWaiting) {
        Optional<Item> next = queue.peek();
        assertThat(queue.poll()).isEqualTo(next);
        if (next.isEmpty()) {
            assertThat(waiting).isEmpty();
            return;
        }
        Uid served = next.get().uid();
        assertThat(waiting.get(served)).startsWith(next.get());
        forget(served, next.get(), waiting, servedWhileWaiting);
        servedWhileWaiting.computeIfPresent(served, (u, others) -> new HashSet<>());
        servedWhileWaiting.forEach((other, others) -> {
            if (!other.equals(served)) {
                assertThat(others.add(served)).as("%s before %s", served, other).isTrue();
            }
        });
    }

    private void takeBack(Random random, Uid uid, Map<Uid, List<Item>> waiting, Map<Uid, Set<Uid>> servedWhileWaiting) {
        List<Item> own = waiting.getOrDefault(uid, List.of());
        if (!own.isEmpty()) {
            Item one = own.get(random.nextInt(own.size()));
            queue.remove(uid, one);
            forget(uid, one, waiting, servedWhileWaiting);
        }
    }

    private static void forget(Uid uid, Item one, Map<Uid, List<Item>> waiting, Map<Uid, Set<Uid>> servedWhileWaiting) {
        List<Item> own = waiting.getOrDefault(uid, new ArrayList<>());
        own.remove(one);
        if (own.isEmpty()) {
            waiting.remove(uid);
            servedWhileWaiting.remove(uid);
        }
    }
}
