/**
 * Where rendered media is: finds it at the places that the operator allows, and checks that it looks like what was
 * announced before a byte of it is sent. Here are the boundary and what every source checks; each source is in a room
 * of its own, and Spring alone knows them all.
 */
@ApplicationModule(
        displayName = "media",
        allowedDependencies = {"bucket", "bucket :: source", "process"})
@NullMarked
package ai.viralclip.worker.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
