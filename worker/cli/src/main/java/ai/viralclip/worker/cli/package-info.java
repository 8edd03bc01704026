/**
 * What is asked of workers from a shell: {@code clips list}, {@code url}, {@code purge} and {@code verify}. Uses the
 * contracts and a Kafka client; no broker, store or server is on its class path, so that it goes wherever a worker
 * goes.
 */
@NullMarked
package ai.viralclip.worker.cli;

import org.jspecify.annotations.NullMarked;
