/** How the worker is run on a cluster: what {@code deploy/} has, held against the worker. */
@NullMarked
package ai.viralclip.worker.deploy;

import org.jspecify.annotations.NullMarked;
