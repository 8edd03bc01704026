/**
 * {@code clips deadletters}: the operator's interface of dead letters, from a shell. Words and tables; what is done,
 * and how, is the room of the operator's.
 */
@NullMarked
package ai.viralclip.worker.cli.deadletters;

import org.jspecify.annotations.NullMarked;
