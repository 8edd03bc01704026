/** What operators see of the worker, held against what the worker says. */
@NullMarked
package ai.viralclip.worker.monitoring;

import org.jspecify.annotations.NullMarked;
