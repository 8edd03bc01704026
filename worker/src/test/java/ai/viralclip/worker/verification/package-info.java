@NullMarked
package ai.viralclip.worker.verification;

import org.jspecify.annotations.NullMarked;
