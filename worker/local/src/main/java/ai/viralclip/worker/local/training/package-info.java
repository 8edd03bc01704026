/**
 * Trains the worker that the image holds: what a JVM loads and compiles while it stores real clips goes into its cache.
 */
@NullMarked
package ai.viralclip.worker.local.training;

import org.jspecify.annotations.NullMarked;
