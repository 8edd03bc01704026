/**
 * {@code clips demo}: a broker, a store, the worker as it ships and a few clips, and a check of everything that came
 * out. Uses the contracts, the operators' commands and the room around it.
 */
@NullMarked
package ai.viralclip.worker.local.demo;

import org.jspecify.annotations.NullMarked;
