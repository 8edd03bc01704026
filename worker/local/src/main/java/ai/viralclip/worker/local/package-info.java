/**
 * A real broker, a real S3 server and the worker as it ships, on this machine and on loopback only: for the one-command
 * run and for tests. Uses the contracts; never on the worker's production class path, and knows the worker by its jar
 * and its environment only.
 */
@NullMarked
package ai.viralclip.worker.local;

import org.jspecify.annotations.NullMarked;
