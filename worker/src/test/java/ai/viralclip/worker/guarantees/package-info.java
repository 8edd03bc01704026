/**
 * The guarantees (README), and the faults under which they are asserted: brokers that replicate to each other, a store
 * over TLS, workers as they ship, and what stands between them and misbehaves.
 */
@NullMarked
package ai.viralclip.worker.guarantees;

import org.jspecify.annotations.NullMarked;
