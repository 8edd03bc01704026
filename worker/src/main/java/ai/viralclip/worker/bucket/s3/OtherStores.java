package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceStoreProperties;
import ai.viralclip.worker.bucket.source.SourceStoresProperties;
import ai.viralclip.worker.tracing.Spans;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Clients of the stores that media is taken from, each with credentials of its own; closed with the context. */
record OtherStores(Map<String, S3Clients> byName) implements AutoCloseable {

    static OtherStores open(
            SourceStoresProperties stores, TransferProperties transfer, InstantSource clock, Spans spans) {
        Map<String, S3Clients> byName = new TreeMap<>();
        stores.byName().forEach((name, store) -> byName.put(name, clients(store, transfer, clock, spans)));
        return new OtherStores(Map.copyOf(byName));
    }

    /** What it does is no news of the worker's own store: neither its clock nor its patience. */
    private static S3Clients clients(
            SourceStoreProperties store, TransferProperties transfer, InstantSource clock, Spans spans) {
        R2Properties settings = new R2Properties(
                "",
                "",
                store.accessKeyId(),
                store.secretAccessKey(),
                store.endpointUrl(),
                "",
                store.region(),
                "",
                store.sessionToken(),
                transfer);
        return S3Clients.open(settings, clock, _ -> {}, spans);
    }

    Map<String, SourceObjects> objects() {
        return byName.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new S3SourceObjects(one.getValue().signed())));
    }

    @Override
    public void close() {
        byName.values().forEach(S3Clients::close);
    }
}
