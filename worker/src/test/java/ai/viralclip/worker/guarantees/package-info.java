/**
 * What the worker promises, as objects that listen, and the scenarios that they are asserted in: the worker as it
 * ships, between real brokers and a real store, under real faults.
 */
@NullMarked
package ai.viralclip.worker.guarantees;

import org.jspecify.annotations.NullMarked;
