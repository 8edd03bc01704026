/**
 * A model of the whole protocol: the worker's own byte code, on threads that take turns, in time that is made up, over
 * a model of the brokers and of the store. One seed is one run, always the same.
 */
@NullMarked
package ai.viralclip.worker.protocol;

import org.jspecify.annotations.NullMarked;
