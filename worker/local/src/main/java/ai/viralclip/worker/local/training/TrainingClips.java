package ai.viralclip.worker.local.training;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The samples, over and over, each time as a run of its own: real media, and the broken one along with it. */
public final class TrainingClips {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventCodec CODEC = new EventCodec();

    private TrainingClips() {}

    /** So many clips, whose media lies in the folder of samples. */
    public static List<ClipRendered> of(Path samples, int count) throws IOException {
        JsonNode entries = JSON.readTree(samples.resolve("clips.json").toFile());
        List<ClipRendered> clips = new ArrayList<>();
        for (int round = 0; clips.size() < count; round++) {
            for (JsonNode entry : entries) {
                if (clips.size() < count) {
                    clips.add(clip(samples, (ObjectNode) entry.deepCopy(), round));
                }
            }
        }
        return clips;
    }

    private static ClipRendered clip(Path samples, ObjectNode entry, int round) throws IOException {
        entry.put("run_id", entry.get("run_id").asString() + "-" + round);
        for (String media : List.of("video", "thumbnail")) {
            if (entry.get(media) instanceof ObjectNode file) {
                byte[] content =
                        Files.readAllBytes(samples.resolve(file.get("uri").asString()));
                file.put(
                        "uri",
                        samples.resolve(file.get("uri").asString()).toUri().toString());
                file.put("size_bytes", content.length);
                file.put("sha256", sha256(content));
            }
        }
        try {
            return CODEC.decode(JSON.writeValueAsBytes(entry), ClipRendered.class);
        } catch (ContractViolation e) {
            throw new IOException("a sample breaks the contract: " + entry, e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
