package ai.viralclip.worker.guarantees.harness;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was passed on to the store and answered: how often, and how many bytes of it, by key. */
public final class StoreTraffic {

    private final Map<String, AtomicLong> putBytes = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> writes = new ConcurrentHashMap<>();

    void add(StoreCall call) {
        if (call.method().equals("PUT")) {
            putBytes.computeIfAbsent(call.key(), key -> new AtomicLong()).addAndGet(call.bodyBytes());
        }
        if (call.isWrite()) {
            writes.computeIfAbsent(call.key(), key -> new AtomicLong()).incrementAndGet();
        }
    }

    /** Bytes of bodies that were sent for this key. */
    public long putBytes(String key) {
        return putBytes.getOrDefault(key, new AtomicLong()).get();
    }

    /** Writes to this key, refused ones that were passed on included. */
    public long writes(String key) {
        return writes.getOrDefault(key, new AtomicLong()).get();
    }
}
