/** Media at {@code s3://}: in the worker's own store, which copies it by itself, and in others, which are read. */
@NullMarked
package ai.viralclip.worker.media.s3;

import org.jspecify.annotations.NullMarked;
