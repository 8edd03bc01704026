/** Checks that are written for Node, because what they check by is: packages of npm, as a lock file has them. */
@NullMarked
package ai.viralclip.worker.node;

import org.jspecify.annotations.NullMarked;
