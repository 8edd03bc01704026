package ai.viralclip.worker.bucket;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * A store whose calls fail on request, before they take effect or after (a lost reply), and are counted. One call takes
 * effect at a time: whatever its subclass holds is guarded by this object's monitor.
 */
public abstract class FaultyStore implements ObjectStore {

    public enum Operation {
        PUT,
        HEAD,
        GET,
        /** Of one object; of many, once for each key. */
        DELETE,
        LIST,
        LIST_UPLOADS,
        ABORT
    }

    public enum Moment {
        /** The call has no effect. */
        BEFORE,
        /** The call has its effect, and the caller does not hear of it. */
        AFTER
    }

    private record Fault(BiPredicate<Operation, String> calls, Moment moment, StoreFailure failure, boolean once) {}

    interface Call<T> {
        T run() throws StoreException;
    }

    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private final List<Fault> faults = new ArrayList<>();
    private volatile BiConsumer<Operation, String> listener = (operation, key) -> {};

    /** The next such call fails; may be asked several times, for as many calls. */
    public final synchronized void failNext(Operation operation, Moment moment, StoreFailure failure) {
        faults.add(new Fault((o, key) -> o == operation, moment, failure, true));
    }

    /** All such calls fail, until {@link #recover()}. */
    public final synchronized void failWhile(
            BiPredicate<Operation, String> calls, Moment moment, StoreFailure failure) {
        faults.add(new Fault(calls, moment, failure, false));
    }

    /** Nothing fails any more. */
    public final synchronized void recover() {
        faults.clear();
    }

    /** Called before each call, on the caller's thread, without a lock: may wait, for a slow store. */
    public final void onCall(BiConsumer<Operation, String> newListener) {
        listener = newListener;
    }

    /** How many calls there were, failed ones too. */
    public final synchronized int count(Operation operation) {
        return counts.getOrDefault(operation, 0);
    }

    /** Counts the call, and makes it, unless it is to fail. */
    final <T> T call(Operation operation, String key, Call<T> call) throws StoreException {
        listener.accept(operation, key);
        synchronized (this) {
            counts.merge(operation, 1, Integer::sum);
            var fault =
                    faults.stream().filter(f -> f.calls().test(operation, key)).findFirst();
            fault.filter(Fault::once).ifPresent(faults::remove);
            if (fault.filter(f -> f.moment() == Moment.BEFORE).isPresent()) {
                throw new StoreException(fault.get().failure());
            }
            var result = call.run();
            if (fault.isPresent()) {
                throw new StoreException(fault.get().failure());
            }
            return result;
        }
    }
}
