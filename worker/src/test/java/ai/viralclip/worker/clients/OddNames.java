package ai.viralclip.worker.clients;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** File names that a URI has to write otherwise. */
final class OddNames {

    private OddNames() {}

    /** The same clip, its files renamed. */
    static ClipRendered of(ClipRendered clip) throws Exception {
        RenderedMedia thumbnail = clip.thumbnail().orElseThrow();
        return new ClipRendered(
                clip.uid(),
                clip.runId(),
                clip.videoUrl(),
                clip.videoTitle(),
                clip.customPrompt(),
                clip.style(),
                clip.highlight(),
                moved(clip.video(), "a clip, 100 % „neu“ [1] #"),
                Optional.of(moved(thumbnail, "it's a thumbnail?")));
    }

    private static RenderedMedia moved(RenderedMedia media, String name) throws Exception {
        Path from = Path.of(media.uri());
        Path to = Files.createTempDirectory(from.getParent(), "odd").resolve(name);
        URI uri = Files.move(from, to).toRealPath().toUri();
        return new RenderedMedia(uri, media.sizeBytes(), media.sha256());
    }
}
