package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.SourceKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What comes from the sources of media. */
final class MediaMetrics implements MediaEvent.Listener {

    private final Map<SourceKind, Counter> came = new EnumMap<>(SourceKind.class);

    MediaMetrics(MeterRegistry registry) {
        for (SourceKind source : SourceKind.values()) {
            came.put(
                    source,
                    Counter.builder("clip.media.source")
                            .description("media that came to the worker, to be hashed or sent; again where it is read"
                                    + " again")
                            .baseUnit("bytes")
                            .tag("source", source.wireName())
                            .register(registry));
        }
    }

    @Override
    public void on(MediaEvent event) {
        switch (event) {
            case MediaEvent.Came(var source, var bytes) -> {
                Counter counter = came.get(source);
                if (counter != null) {
                    counter.increment((double) bytes);
                }
            }
        }
    }
}
