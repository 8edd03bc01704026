package ai.viralclip.worker.highlights;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.highlights.*}
 *
 * @param pauseBetweenWrites of one run's document: R2 takes one write per second and key; other stores take more
 */
public record HighlightsProperties(@DefaultValue("1s") Duration pauseBetweenWrites) {}
