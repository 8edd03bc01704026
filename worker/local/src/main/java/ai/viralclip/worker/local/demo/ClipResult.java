package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import java.time.Duration;
import java.util.List;

/** What became of one clip, and what was checked about it. */
sealed interface ClipResult {

    DemoClip clip();

    List<Check> checks();

    /** Stored and announced; it took so long from rendered to seen by a reader of committed records. */
    record Ready(DemoClip clip, ClipReady answer, Duration took, List<Check> checks) implements ClipResult {}

    /** Rejected, with {@code clip-failed}. */
    record Failed(DemoClip clip, ClipFailed answer, Duration took, List<Check> checks) implements ClipResult {}

    /** Neither came in time. */
    record Unanswered(DemoClip clip, List<Check> checks) implements ClipResult {}
}
