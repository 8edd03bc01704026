/** The clip storage worker: its rooms are the packages below. */
@NullMarked
package ai.viralclip.worker;

import org.jspecify.annotations.NullMarked;
