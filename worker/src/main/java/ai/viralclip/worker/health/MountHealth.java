package ai.viralclip.worker.health;

import ai.viralclip.worker.delivery.DeferCause;
import ai.viralclip.worker.media.file.Mounts;
import ai.viralclip.worker.media.file.RootState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;

/**
 * What readiness says of the roots. One that is lost is named and no more: clips under the others go on. Without any of
 * them no clip does.
 */
final class MountHealth {

    private final Mounts mounts;

    MountHealth(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Down where no root can be used; else empty. */
    Optional<Health> down() {
        List<Mounts.Root> roots = mounts.roots();
        if (roots.isEmpty() || roots.stream().anyMatch(Mounts.Root::isUsable)) {
            return Optional.empty();
        }
        boolean gone = roots.stream().anyMatch(root -> root.state() == RootState.GONE);
        DeferCause cause = gone ? DeferCause.SOURCE_ROOT_GONE : DeferCause.SOURCE_UNRESPONSIVE;
        return Optional.of(Health.down()
                .withDetail("reason", cause.wireName())
                .withDetail("media_roots", troubles())
                .build());
    }

    /** Up, with a word for each root that is not well. */
    Health up() {
        Map<String, String> troubles = troubles();
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.up().withDetail("media_roots", troubles).build();
    }

    private Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        for (Mounts.Root root : mounts.roots()) {
            switch (root.state()) {
                case USABLE -> {}
                case GONE -> troubles.put(root.path().toString(), "not there, or empty");
                case SLUGGISH, UNRESPONSIVE -> troubles.put(root.path().toString(), root.hung() + " calls to it hang");
            }
        }
        return troubles;
    }
}
