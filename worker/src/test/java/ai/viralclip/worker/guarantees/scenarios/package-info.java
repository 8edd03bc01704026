/** Real faults, and the promises that are asserted under each of them. */
@NullMarked
package ai.viralclip.worker.guarantees.scenarios;

import org.jspecify.annotations.NullMarked;
