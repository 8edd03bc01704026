/**
 * Where rendered media is: finds it under the places that the operator allows, and checks that it looks like what was
 * announced before a byte of it is sent. Uses no other room.
 */
@ApplicationModule(
        displayName = "media",
        allowedDependencies = {})
@NullMarked
package ai.viralclip.worker.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
