/**
 * What is said of dead letters: their ids and states, filters, plans, the audit. Values without any Kafka in them,
 * which every face of the operator's interface shows and takes. Uses the contracts and Jackson's annotations.
 */
@NullMarked
package ai.viralclip.operator.letters;

import org.jspecify.annotations.NullMarked;
