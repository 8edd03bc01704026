package ai.viralclip.worker.protocol;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StepsOfAPut;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The bucket, as one process reaches it. */
final class ModelStore implements ObjectStore {

    /**
     * What is stored under a key.
     *
     * @param by who wrote it
     */
    record Stored(String etag, ByteBuffer bytes, long sizeBytes, ObjectAttributes attributes, Instant at, Host by) {}

    /** A deletion of one file that takes effect later than so is nobody's to mend. */
    private static final long LATEST_MILLIS = 7_000;

    private final NavigableMap<String, Stored> objects;
    private final Set<String> mistaken;
    private final Planted planted;
    private final Wire wire;
    private final Machine machine;

    /** @param cluster whose bucket it is */
    ModelStore(Cluster cluster, Wire wire, Machine machine) {
        this.objects = cluster.objects;
        this.mistaken = cluster.mistaken;
        this.planted = cluster.planted;
        this.wire = wire;
        this.machine = machine;
    }

    @Override
    public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        return call("put " + key, () -> {
            Optional<Stored> there = Optional.ofNullable(objects.get(key));
            boolean holds = switch (precondition) {
                case Precondition.IfAbsent() -> there.isEmpty();
                case Precondition.IfMatch(String etag) ->
                    there.filter(one -> one.etag().equals(etag)).isPresent();
            };
            if (!holds && planted != Planted.BLIND_PUTS) {
                return new PutResult.PreconditionFailed();
            }
            Stored stored = stored(payload, attributes);
            if (!isLost(key)) {
                objects.put(key, stored);
            }
            return new PutResult.Written(stored.etag());
        });
    }

    @Override
    public PreparedPut prepare(String key, Payload.Media file, ObjectAttributes attributes, Precondition precondition) {
        return new StepsOfAPut(() -> {}, () -> put(key, file, attributes, precondition));
    }

    private boolean isLost(String key) {
        boolean mayBe = (planted == Planted.LOST_WRITE && key.endsWith(".json"))
                || (planted == Planted.LOST_VIDEO && key.endsWith(".mp4"));
        return mayBe && wire.host().chance.nextInt(10) == 0;
    }

    /** As R2's, the ETag is that of the bytes. */
    private Stored stored(Payload payload, ObjectAttributes attributes) {
        Instant now = Host.BEGINNING.plusMillis(machine.now());
        return switch (payload) {
            case Payload.Bytes(ByteBuffer bytes) ->
                new Stored("b" + bytes.hashCode(), bytes, bytes.remaining(), attributes, now, wire.host());
            case Payload.Media file ->
                new Stored(
                        "f" + file.sha256().hex(),
                        ByteBuffer.allocate(0),
                        file.sizeBytes(),
                        attributes,
                        now,
                        wire.host());
        };
    }

    @Override
    public Optional<StoredObject> head(String key) throws StoreException {
        return call(
                "head " + key,
                () -> Optional.ofNullable(objects.get(key))
                        .map(one -> new StoredObject(
                                one.etag(),
                                one.sizeBytes(),
                                one.attributes().contentType(),
                                one.attributes().metadata(),
                                one.at())));
    }

    @Override
    public Optional<Content> get(String key, int maxBytes) throws StoreException {
        return call(
                "get " + key,
                () -> Optional.ofNullable(objects.get(key)).map(one -> new Content(one.etag(), one.bytes())));
    }

    @Override
    public Optional<Digest> digest(String key, long sizeBytes) {
        throw new AssertionError("nobody verifies here");
    }

    @Override
    public String after(String key) {
        return key;
    }

    @Override
    public void delete(String key) throws StoreException {
        long asked = machine.now();
        call("delete " + key, () -> {
            if (machine.now() - asked > LATEST_MILLIS) {
                // Whoever stores a later rendering waits no longer than that (decision 0022).
                mistaken.add(key);
            }
            return Optional.ofNullable(objects.remove(key));
        });
    }

    @Override
    public Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException {
        return call("list " + prefix, () -> {
            List<ListedObject> page = new ArrayList<>();
            objects.tailMap(prefix).forEach((key, one) -> {
                if (key.startsWith(prefix)) {
                    page.add(new ListedObject(key, one.sizeBytes(), one.etag(), one.at()));
                }
            });
            return new Page<>(page, Optional.empty());
        });
    }

    @Override
    public Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException {
        List<String> all = List.copyOf(keys);
        return call("remove " + all, () -> {
            all.forEach(objects::remove);
            if (!Thread.currentThread().isVirtual() || wire.host().isJustThawed()) {
                // No store deletes many under a condition (decision 0022): it may have been another rendering by then.
                mistaken.addAll(all);
            }
            return Map.of();
        });
    }

    @Override
    public Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException {
        return new Page<>(List.of(), Optional.empty());
    }

    @Override
    public void abort(OpenUpload upload) throws StoreException {
        throw new UnsupportedOperationException("no upload is ever open");
    }

    private <T> T call(String name, Supplier<T> effect) throws StoreException {
        try {
            return wire.call(name, effect);
        } catch (Wire.Broken e) {
            throw new StoreException(new StoreFailure.Unavailable(String.valueOf(e.getMessage()), false), e);
        }
    }
}
