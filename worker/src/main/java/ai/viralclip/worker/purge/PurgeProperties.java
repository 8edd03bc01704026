package ai.viralclip.worker.purge;

import java.time.Duration;

/**
 * How long purges are remembered.
 *
 * @param keep how long is known what was purged. What was rendered longer ago is not stored any more
 *     ({@code clip.delivery.oldest-rendering}), so that it cannot come back
 */
public record PurgeProperties(Duration keep) {}
