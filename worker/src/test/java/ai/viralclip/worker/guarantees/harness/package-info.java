/** The worker as it ships, between real brokers and a real store that fail on request. */
@NullMarked
package ai.viralclip.worker.guarantees.harness;

import org.jspecify.annotations.NullMarked;
