package ai.viralclip.worker.media;

import java.nio.file.Path;
import java.util.List;

/** This room's own, for tests of other rooms. */
public final class Sources {

    private Sources() {}

    public static MediaSource under(Path root) {
        return new FileMediaSource(new FileRoots(List.of(root)));
    }
}
