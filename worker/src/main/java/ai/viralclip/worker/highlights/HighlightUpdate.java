package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.Highlight;
import java.time.Instant;
import java.util.Optional;

/**
 * What one rendered clip says about its run.
 *
 * @param renderedAt the event's {@code ce_time}: of two updates of one highlight, the later one holds
 */
public record HighlightUpdate(
        String videoUrl,
        Optional<String> videoTitle,
        Optional<String> customPrompt,
        Highlight highlight,
        Instant renderedAt)
        implements HighlightChange {}
