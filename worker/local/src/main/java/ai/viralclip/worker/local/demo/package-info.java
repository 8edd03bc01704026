/**
 * What {@code worker/bin/clips} does. {@code clips demo}: a broker, a store, the worker as it ships and a few clips,
 * and a check of everything that came out. {@code clips list}, {@code url} and {@code purge}: requests to workers
 * anywhere. Uses the contracts and the room around it.
 */
@NullMarked
package ai.viralclip.worker.local.demo;

import org.jspecify.annotations.NullMarked;
