/** The brokers that integration tests run against: in the build's own processes, or in containers of Apache's image. */
@NullMarked
package ai.viralclip.worker.brokers;

import org.jspecify.annotations.NullMarked;
