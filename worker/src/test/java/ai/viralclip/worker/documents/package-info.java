/** What README, runbook, contracts and decisions say in figures, held against the code. */
@NullMarked
package ai.viralclip.worker.documents;

import org.jspecify.annotations.NullMarked;
