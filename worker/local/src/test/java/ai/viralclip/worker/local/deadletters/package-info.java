/** The operator's dead letters, against a real broker, and as commands in processes of their own. */
@NullMarked
package ai.viralclip.worker.local.deadletters;

import org.jspecify.annotations.NullMarked;
