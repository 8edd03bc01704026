/** Holds media on a disk of this machine that its source gives only once, within a quota. */
@NullMarked
package ai.viralclip.worker.media.spool;

import org.jspecify.annotations.NullMarked;
