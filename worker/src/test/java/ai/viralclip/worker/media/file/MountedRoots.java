package ai.viralclip.worker.media.file;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Roots that can be made to hang, for tests of other rooms. */
public final class MountedRoots {

    private final Mounts mounts;

    public MountedRoots(Path... roots) {
        this.mounts = new Mounts(List.of(roots), Duration.ofMillis(500));
    }

    public Mounts mounts() {
        return mounts;
    }

    /** All calls to this root hang until it is closed. */
    public Hang hang(int root) {
        return Hang.of(mounts.all().get(root));
    }

    /** A clip's video is looked for, and not found. */
    public void lookFor(Path file) {
        try {
            new FileMediaSource(mounts, Long.MAX_VALUE, _ -> {})
                    .open(new RenderedMedia(file.toUri(), Optional.empty(), Optional.empty()), MediaKind.VIDEO);
        } catch (MediaException e) {
            return;
        }
        throw new AssertionError(file + " is there");
    }
}
