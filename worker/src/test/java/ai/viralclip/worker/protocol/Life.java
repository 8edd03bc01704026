package ai.viralclip.worker.protocol;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.intake.AssembledWorker;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** One life of a worker: a process, and the real worker in it. */
final class Life {

    final Host host;
    final Wire brokers;
    final Wire store;
    private final Cluster cluster;
    private int permits;

    Life(String name, long seed, Machine machine, Cluster cluster) {
        this.cluster = cluster;
        this.host = new Host(name, machine, seed);
        this.brokers = cluster.wire(host);
        this.store = cluster.storeWire(host);
        AssembledWorker worker = new AssembledWorker(
                new AssembledWorker.Ground(
                        host.clock(),
                        host.chance,
                        new ModelStore(cluster, store, machine),
                        MEDIA,
                        key -> new PresignedUrl(URI.create("https://b.example/" + key), Instant.EPOCH),
                        consumers(),
                        producers(),
                        this::told),
                cluster.planted.flaw);
        host.start("feed", worker::follow);
        host.start("purges", worker::purge);
        host.start("clips", worker::consume);
    }

    /** Permits that are held. */
    int permits() {
        return permits;
    }

    private boolean isKept() {
        return cluster.planted == Planted.KEPT_PERMIT && Thread.currentThread().isInterrupted();
    }

    private void told(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Granted _ -> permits++;
            case DeliveryEvent.Released _ when isKept() -> {
                // Planted.
            }
            case DeliveryEvent.Released _ -> permits--;
            default -> {
                // Of no interest.
            }
        }
    }

    private static final MediaSource MEDIA = new MediaSource() {
        @Override
        public long sizeBytes(RenderedMedia announced, MediaKind kind) {
            return announced.sizeBytes().orElse(0L);
        }

        @Override
        public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
            if (announced.uri().getPath().startsWith(Events.NO_ROOT)) {
                throw new MediaException(new MediaFailure.NotAllowed("not below a root"));
            }
            return new CheckedMedia(
                    kind,
                    PlainFile.of(
                            Path.of("m"),
                            announced.sizeBytes().orElse(1L),
                            announced.sha256().orElseGet(() -> new Sha256("0".repeat(64)))),
                    () -> {});
        }
    };

    private Consumer<byte[], byte[]> consumer(Optional<String> group, int most) {
        return ModelConsumer.of(cluster.broker, brokers, group.map(cluster.broker::group), most);
    }

    /** One that is asked for no group by name is the clips' own, or that of whoever assigns partitions to it. */
    private ConsumerFactory<byte[], byte[]> consumers() {
        return new ConsumerFactory<>() {
            @Override
            public Consumer<byte[], byte[]> createConsumer() {
                return consumer(Optional.of(AssembledWorker.GROUP), 100);
            }

            @Override
            public Consumer<byte[], byte[]> createConsumer(
                    @Nullable String group, @Nullable String prefix, @Nullable String suffix) {
                return consumer(Optional.ofNullable(group), 100);
            }

            @Override
            public Consumer<byte[], byte[]> createConsumer(
                    @Nullable String group,
                    @Nullable String prefix,
                    @Nullable String suffix,
                    @Nullable Properties few) {
                int most = few == null ? 100 : Integer.parseInt(few.getProperty("max.poll.records", "100"));
                return consumer(Optional.ofNullable(group), most);
            }

            @Override
            public boolean isAutoCommit() {
                return false;
            }
        };
    }

    private ProducerFactory<byte[], byte[]> producers() {
        return new ProducerFactory<>() {
            @Override
            public Producer<byte[], byte[]> createProducer() {
                return createProducer(getTransactionIdPrefix());
            }

            @Override
            public Producer<byte[], byte[]> createProducer(@Nullable String prefix) {
                return ModelProducer.of(cluster.broker, brokers, prefix + "0");
            }

            @Override
            public String getTransactionIdPrefix() {
                return host.name + "-";
            }
        };
    }
}
