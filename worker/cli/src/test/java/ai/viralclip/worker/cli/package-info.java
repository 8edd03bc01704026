@NullMarked
package ai.viralclip.worker.cli;

import org.jspecify.annotations.NullMarked;
