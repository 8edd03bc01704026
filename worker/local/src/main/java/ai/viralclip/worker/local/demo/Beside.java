package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.cli.CommandFailure;
import ai.viralclip.worker.local.LocalCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker, a store and workers that somebody else has started, such as {@code docker-compose.yml}. They are told to
 * the demo as they are told to a worker, by the environment.
 *
 * @param media the folder of the samples, under the path that it has for the workers
 */
record Beside(String bootstrapServers, StoreView store, Path media) {

    /**
     * As the environment has it.
     *
     * @param folder has the store's {@code data}, and its certificate as {@code access/trust-store.p12}
     */
    static Beside of(Path folder, Map<String, String> environment) {
        String bucket = setting(environment, "R2_BUCKET_NAME");
        Path trusted = folder.resolve("access").resolve("trust-store.p12");
        StoreView store = new StoreView(
                URI.create(setting(environment, "R2_ENDPOINT_URL")),
                bucket,
                folder.resolve("data").resolve(bucket),
                Optional.of(trusted).filter(Files::exists).map(file -> new LocalCertificate(file, file)));
        return new Beside(
                setting(environment, "SPRING_KAFKA_BOOTSTRAP_SERVERS"),
                store,
                Path.of(setting(environment, "CLIP_MEDIA_FILE_ROOTS")));
    }

    List<DemoClip> samples() throws IOException {
        if (!Files.exists(media.resolve("clips.json"))) {
            throw new CommandFailure("no samples in " + media + "; the demo is of worker/samples");
        }
        return SampleClips.in(media);
    }

    /** The clips rendered, and everything that came out of it looked at. */
    Ledger of(List<DemoClip> clips, Progress progress, Duration limit) throws IOException {
        InstantSource clock = InstantSource.system();
        progress.line("broker    " + bootstrapServers);
        progress.line("store     " + store.endpoint() + ", bucket " + store.bucket());
        Ledger rendered = new Rendering(bootstrapServers, store, () -> true, progress, clock).of(clips, limit);
        return new Afterwards(bootstrapServers, store, progress, clock).added(rendered, limit);
    }

    private static String setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new CommandFailure(name + " is not set; --beside takes what a worker takes"));
    }
}
