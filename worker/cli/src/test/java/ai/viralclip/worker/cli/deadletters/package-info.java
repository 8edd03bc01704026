@NullMarked
package ai.viralclip.worker.cli.deadletters;

import org.jspecify.annotations.NullMarked;
