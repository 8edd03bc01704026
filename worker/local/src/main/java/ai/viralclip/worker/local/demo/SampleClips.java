package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clips in {@code worker/samples}. Each entry of its {@code clips.json} is the data of a {@code clip-rendered}
 * whose file names are relative; {@code expect} names the reason why one will be rejected.
 */
final class SampleClips {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventCodec CODEC = new EventCodec();

    private SampleClips() {}

    static List<DemoClip> in(Path folder) throws IOException {
        List<DemoClip> clips = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(folder.resolve("clips.json").toFile())) {
            clips.add(read(folder, (ObjectNode) entry));
        }
        return clips;
    }

    private static DemoClip read(Path folder, ObjectNode entry) throws IOException {
        for (String media : List.of("video", "thumbnail")) {
            if (entry.get(media) instanceof ObjectNode file) {
                MediaFile there = MediaFile.of(folder.resolve(file.get("uri").asString()));
                file.put("uri", there.path().toUri().toString());
                file.put("size_bytes", there.sizeBytes());
                file.put("sha256", there.sha256().hex());
            }
        }
        try {
            ClipRendered event = CODEC.decode(JSON.writeValueAsBytes(entry), ClipRendered.class);
            return DemoClip.of(event, rejection(entry));
        } catch (ContractViolation e) {
            throw new IOException("an entry of " + folder.resolve("clips.json") + " breaks the contract", e);
        }
    }

    private static Optional<Reason> rejection(ObjectNode entry) {
        String expected = entry.path("expect").asString("");
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.wireName().equals(expected))
                .findFirst();
    }
}
