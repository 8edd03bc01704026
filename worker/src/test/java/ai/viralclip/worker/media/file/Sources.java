package ai.viralclip.worker.media.file;

import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** This room's own, for tests of other rooms. */
public final class Sources {

    private Sources() {}

    public static MediaSource under(Path root) {
        return new MediaSources(
                List.of(new SchemeSource(SourceKind.FILE, new FileMediaSource(mounts(root), Long.MAX_VALUE, _ -> {}))));
    }

    /** Whose calls may take a long time. */
    public static Mounts mounts(Path... roots) {
        return new Mounts(List.of(roots), Duration.ofMinutes(1));
    }
}
