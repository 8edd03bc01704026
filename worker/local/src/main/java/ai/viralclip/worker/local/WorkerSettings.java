package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a worker is told, by environment and JVM arguments, to work with a local broker and a local store. */
public final class WorkerSettings {

    private WorkerSettings() {}

    /**
     * Its environment.
     *
     * @param mediaRoots folders where rendered media may lie
     */
    public static Map<String, String> environment(String bootstrapServers, LocalStore store, List<Path> mediaRoots) {
        Map<String, String> settings = new HashMap<>();
        settings.put("R2_ACCOUNT_ID", "local");
        settings.put("R2_BUCKET_NAME", store.bucket());
        settings.put("R2_ACCESS_KEY_ID", store.accessKeyId());
        settings.put("R2_SECRET_ACCESS_KEY", store.secretAccessKey());
        settings.put("R2_ENDPOINT_URL", store.endpoint().toString());
        settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        settings.put(
                "CLIP_MEDIA_FILE_ROOTS",
                mediaRoots.stream()
                        .map(root -> root.toAbsolutePath().toString())
                        .collect(Collectors.joining(",")));
        settings.put("CLIP_TOPICS_REPLICATION_FACTOR", "1");
        return settings;
    }

    /** The JVM arguments by which it trusts a store that speaks https; none for one that speaks http. */
    public static List<String> jvmArguments(LocalStore store) {
        return store.certificate().map(WorkerSettings::trusting).orElse(List.of());
    }

    /** The JVM arguments by which it trusts whoever shows this certificate. */
    public static List<String> trusting(LocalCertificate certificate) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + LocalCertificate.PASSWORD);
    }
}
