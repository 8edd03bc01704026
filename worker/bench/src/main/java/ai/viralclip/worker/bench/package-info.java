/**
 * What the worker costs: the jar as it ships, in a process of its own, beside others that do the same job in the same
 * run. Nothing here is part of the worker.
 */
@NullMarked
package ai.viralclip.worker.bench;

import org.jspecify.annotations.NullMarked;
