/**
 * The events that the pipeline, the worker and its readers exchange. Knows the JDK, Jackson, CloudEvents and JSpecify
 * only.
 */
@NullMarked
package ai.viralclip.contracts;

import org.jspecify.annotations.NullMarked;
