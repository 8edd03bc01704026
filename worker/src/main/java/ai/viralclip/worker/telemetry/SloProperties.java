package ai.viralclip.worker.telemetry;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.slo.*}
 *
 * @param readyWithin a clip that is ready so long after it was rendered counts as good
 */
public record SloProperties(@DefaultValue("30s") Duration readyWithin) {

    @AssertTrue(message = "clip.slo.ready-within must be positive")
    boolean isReadyWithinPositive() {
        return readyWithin.isPositive();
    }
}
