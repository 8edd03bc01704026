/** The worker as it ships, between a real broker and a real store, under real faults. */
@NullMarked
package ai.viralclip.worker.rig;

import org.jspecify.annotations.NullMarked;
