/** The image, and the services of {@code docker-compose.yml}, as Docker runs them. */
@NullMarked
package ai.viralclip.worker.image;

import org.jspecify.annotations.NullMarked;
