/**
 * A real broker and a real S3 server on this machine, for the one-command run and for tests. Nothing of it is on the
 * worker's production class path.
 */
@NullMarked
package ai.viralclip.worker.local;

import org.jspecify.annotations.NullMarked;
