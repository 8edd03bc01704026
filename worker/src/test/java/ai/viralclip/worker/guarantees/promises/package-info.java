/** What the worker promises, as objects that listen and say at the end what broke them. */
@NullMarked
package ai.viralclip.worker.guarantees.promises;

import org.jspecify.annotations.NullMarked;
