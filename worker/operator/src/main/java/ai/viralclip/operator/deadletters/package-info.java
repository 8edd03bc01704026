/**
 * What an operator does with dead letters: groups, lists and shows them, replays them exactly once, discards them, and
 * looks up who did what. {@link DeadLetters} is the way in; the commands and the worker's page are faces of it. Uses
 * {@code letters}, the contracts, a Kafka client and Jackson, and nothing of the worker.
 */
@NullMarked
package ai.viralclip.operator.deadletters;

import org.jspecify.annotations.NullMarked;
