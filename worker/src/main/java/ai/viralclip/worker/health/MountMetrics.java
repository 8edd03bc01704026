package ai.viralclip.worker.health;

import ai.viralclip.worker.media.file.Mounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * The file systems under the roots, looked at when somebody asks. A root is known by its place in the setting, from 0.
 */
final class MountMetrics {

    private final MeterRegistry registry;
    private final Mounts mounts;

    MountMetrics(MeterRegistry registry, Mounts mounts) {
        this.registry = registry;
        this.mounts = mounts;
        for (int root = 0; root < mounts.roots().size(); root++) {
            register(
                    root,
                    "clip.media.calls",
                    "calls to a root's file system that a clip waits for",
                    Mounts.Root::calls);
            register(
                    root,
                    "clip.media.calls.hung",
                    "calls that no clip waits for any more, and that have not returned",
                    Mounts.Root::hung);
            register(
                    root,
                    "clip.media.root.usable",
                    "0 while a root is not mounted, or so many calls to it hang that no more are made",
                    now -> now.isUsable() ? 1 : 0);
        }
    }

    private void register(int root, String name, String description, ToDoubleFunction<Mounts.Root> figure) {
        Gauge.builder(name, mounts, all -> figure.applyAsDouble(all.roots().get(root)))
                .description(description)
                .tag("root", Integer.toString(root))
                .register(registry);
    }
}
