package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An {@link ObjectStore} for tests of other rooms; passes {@link ObjectStoreContract}. It fails on request, and counts
 * the calls. Thread-safe.
 */
public final class InMemoryObjectStore extends FaultyStore {

    private record Stored(Content content, ObjectAttributes attributes, Instant at) {

        String etag() {
            return content.etag();
        }

        int sizeBytes() {
            return content.bytes().remaining();
        }
    }

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final TreeMap<String, OpenUpload> uploads = new TreeMap<>();
    private final InstantSource clock;

    public InMemoryObjectStore() {
        this(InstantSource.system());
    }

    /** @param clock says when objects are stored */
    public InMemoryObjectStore(InstantSource clock) {
        this.clock = clock;
    }

    /** A multipart upload that is never completed. */
    public synchronized OpenUpload begin(String key) {
        var upload = new OpenUpload(key, "upload-" + uploads.size(), Optional.of(clock.instant()));
        uploads.put(key + "\n" + upload.id(), upload);
        return upload;
    }

    public synchronized SortedSet<String> keys() {
        return new TreeSet<>(objects.keySet());
    }

    /** As the object was put; empty where there is none. */
    public synchronized Optional<ObjectAttributes> attributes(String key) {
        return Optional.ofNullable(objects.get(key)).map(Stored::attributes);
    }

    @Override
    public PutResult put(String key, Payload payload, ObjectAttributes attributes, Precondition precondition)
            throws StoreException {
        var bytes = read(key, payload);
        return call(Operation.PUT, key, () -> {
            var there = Optional.ofNullable(objects.get(key));
            boolean holds = switch (precondition) {
                case Precondition.IfAbsent() -> there.isEmpty();
                case Precondition.IfMatch(var etag) ->
                    there.filter(o -> o.etag().equals(etag)).isPresent();
            };
            if (!holds) {
                return new PutResult.PreconditionFailed();
            }
            return store(key, bytes, attributes);
        });
    }

    /** Another writer puts it, whatever is there. Counts, and fails on request, as a put. */
    public void overwrite(String key, ByteBuffer bytes, ObjectAttributes attributes) throws StoreException {
        call(Operation.PUT, key, () -> store(key, bytes, attributes));
    }

    private PutResult store(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        // As long as R2's, and like it the same for the same bytes.
        var etag = sha256(bytes).hex().substring(0, 32);
        objects.put(key, new Stored(new Content(etag, bytes), attributes, clock.instant()));
        return new PutResult.Written(etag);
    }

    @Override
    public PreparedPut prepare(String key, Payload.Media file, ObjectAttributes attributes, Precondition precondition) {
        return new StepsOfAPut(() -> read(key, file), () -> put(key, file, attributes, precondition));
    }

    @Override
    public Optional<StoredObject> head(String key) throws StoreException {
        return call(
                Operation.HEAD,
                key,
                () -> Optional.ofNullable(objects.get(key))
                        .map(o -> new StoredObject(
                                o.etag(),
                                o.sizeBytes(),
                                o.attributes().contentType(),
                                o.attributes().metadata(),
                                o.at())));
    }

    @Override
    public Optional<Content> get(String key, int maxBytes) throws StoreException {
        return call(Operation.GET, key, () -> {
            var there = Optional.ofNullable(objects.get(key));
            if (there.filter(o -> o.sizeBytes() > maxBytes).isPresent()) {
                throw new StoreException(new StoreFailure.Refused("get " + key + ": more than " + maxBytes + " bytes"));
            }
            return there.map(Stored::content);
        });
    }

    @Override
    public Optional<Digest> digest(String key, long sizeBytes) throws StoreException {
        return get(key, Integer.MAX_VALUE)
                .map(all -> new Digest(all.etag(), all.bytes().remaining(), sha256(all.bytes())));
    }

    @Override
    public String after(String key) {
        return key;
    }

    @Override
    public void delete(String key) throws StoreException {
        call(Operation.DELETE, key, () -> Optional.ofNullable(objects.remove(key)));
    }

    @Override
    public Page<ListedObject> list(String prefix, Optional<String> from, int max) throws StoreException {
        return call(Operation.LIST, prefix, () -> {
            var page = new ArrayList<ListedObject>();
            for (var one : objects.tailMap(from.orElse(prefix), from.isEmpty()).entrySet()) {
                if (!one.getKey().startsWith(prefix)) {
                    break;
                }
                if (page.size() == max) {
                    return new Page<>(page, Optional.of(page.getLast().key()));
                }
                var stored = one.getValue();
                page.add(new ListedObject(one.getKey(), stored.sizeBytes(), stored.etag(), stored.at()));
            }
            return new Page<>(page, Optional.empty());
        });
    }

    @Override
    public Map<String, StoreFailure> deleteAll(Collection<String> keys) throws StoreException {
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("more than " + MOST_KEYS + " keys");
        }
        var failures = new HashMap<String, StoreFailure>();
        for (String key : keys) {
            try {
                delete(key);
            } catch (StoreException e) {
                failures.put(key, e.failure());
            }
        }
        return failures;
    }

    @Override
    public Page<OpenUpload> uploads(String prefix, Optional<String> from) throws StoreException {
        return call(
                Operation.LIST_UPLOADS,
                prefix,
                () -> new Page<>(
                        uploads.values().stream()
                                .filter(upload -> upload.key().startsWith(prefix))
                                .toList(),
                        Optional.empty()));
    }

    @Override
    public void abort(OpenUpload upload) throws StoreException {
        call(
                Operation.ABORT,
                upload.key(),
                () -> Optional.ofNullable(uploads.remove(upload.key() + "\n" + upload.id())));
    }

    private static ByteBuffer read(String key, Payload payload) throws StoreException {
        switch (payload) {
            case Payload.Bytes(var content) -> {
                return content.duplicate();
            }
            case Payload.Copied copied ->
                throw new StoreException(
                        new StoreFailure.SourceUnreadable("copy " + copied.key() + ": there are no other buckets"));
            case Payload.Streamed(var source, var size, var sha256) -> {
                try (var in = source.open(0)) {
                    var bytes = ByteBuffer.wrap(in.readAllBytes());
                    if (bytes.remaining() != size || !sha256(bytes).equals(sha256)) {
                        throw new StoreException(new StoreFailure.BadDigest("put " + key + ": other bytes"));
                    }
                    return bytes;
                } catch (IOException e) {
                    throw new StoreException(new StoreFailure.SourceUnreadable("put " + key + ": not readable"), e);
                }
            }
        }
    }

    public static Sha256 sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return new Sha256(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
