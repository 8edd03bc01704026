@NullMarked
package ai.viralclip.worker.local;

import org.jspecify.annotations.NullMarked;
