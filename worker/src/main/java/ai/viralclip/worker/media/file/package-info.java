/**
 * Media at {@code file:}, on file systems that the pipeline and the worker both see. Lets no file system that hangs
 * stop more than what is on it.
 */
@NamedInterface("file")
@NullMarked
package ai.viralclip.worker.media.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
