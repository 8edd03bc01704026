/**
 * The clients of {@code contracts/clients/}, in other languages than the worker's, run as their readers would run them.
 */
@NullMarked
package ai.viralclip.worker.clients;

import org.jspecify.annotations.NullMarked;
