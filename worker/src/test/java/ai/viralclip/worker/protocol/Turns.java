package ai.viralclip.worker.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** What the worker's classes call in {@link ModelLoader}'s world in place of the JDK's own methods of these names. */
public final class Turns {

    /** The run that is under way. */
    static Machine machine = new Machine(0);

    private static final IdentityHashMap<Object, List<Waiter>> WAITING = new IdentityHashMap<>();

    private static final class Waiter {

        private final Runnable wake;
        private boolean notified;

        private Waiter(Runnable wake) {
            this.wake = wake;
        }
    }

    private Turns() {}

    static void begin(Machine next) {
        machine = next;
        WAITING.clear();
    }

    public static void sleep(long millis) throws InterruptedException {
        machine.sleep(millis);
    }

    public static void sleep(Duration time) throws InterruptedException {
        machine.sleep(time.toMillis());
    }

    public static long nanoTime() {
        return machine.now() * 1_000_000;
    }

    public static void waitOn(Object monitor) throws InterruptedException {
        Thread thread = Thread.currentThread();
        Waiter waiter = new Waiter(() -> LockSupport.unpark(thread));
        WAITING.computeIfAbsent(monitor, m -> new ArrayList<>()).add(waiter);
        while (!waiter.notified) {
            LockSupport.park(monitor);
            if (Thread.interrupted()) {
                WAITING.getOrDefault(monitor, new ArrayList<>()).remove(waiter);
                throw new InterruptedException();
            }
        }
    }

    public static void waitOn(Object monitor, long millis) throws InterruptedException {
        machine.sleep(
                millis,
                wake -> WAITING.computeIfAbsent(monitor, m -> new ArrayList<>()).add(new Waiter(wake)));
    }

    public static void notifyAllOn(Object monitor) {
        List<Waiter> woken = WAITING.remove(monitor);
        if (woken != null) {
            woken.forEach(waiter -> {
                waiter.notified = true;
                waiter.wake.run();
            });
        }
    }

    public static <T> Set<T> copyOf(Collection<? extends T> all) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(all));
    }

    public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> all) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static <T> Collector<T, ?, Set<T>> toUnmodifiableSet() {
        return Collectors.collectingAndThen(
                Collectors.<T, Set<T>>toCollection(LinkedHashSet::new), Collections::unmodifiableSet);
    }

    public static <T, K> Collector<T, ?, Map<K, List<T>>> groupingBy(Function<? super T, ? extends K> key) {
        return groupingBy(key, Collectors.toList());
    }

    public static <T, K, A, D> Collector<T, ?, Map<K, D>> groupingBy(
            Function<? super T, ? extends K> key, Collector<? super T, A, D> down) {
        return Collectors.<T, K, D, A, Map<K, D>>groupingBy(key, LinkedHashMap::new, down);
    }

    public static Admin create(Map<String, Object> settings) {
        return ModelAdmin.of(machine);
    }
}
