package ai.viralclip.worker.verification;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.verification.*}
 *
 * @param settledAfter what was written or purged less long ago, by the store's clock, is not judged: a clip in flight
 *     is stored before it is in {@code highlights.json}
 */
public record VerificationProperties(@DefaultValue("5m") Duration settledAfter) {}
