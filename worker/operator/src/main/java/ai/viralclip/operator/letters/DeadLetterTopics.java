package ai.viralclip.operator.letters;

import ai.viralclip.contracts.Topics;

/**
 * The names of the topics.
 *
 * @param rendered where replayed records go
 * @param deadLetters where the letters lie
 * @param journal what was done with them: marks, audit, and what is running; compacted, one partition
 */
public record DeadLetterTopics(String rendered, String deadLetters, String journal) {

    /** By default. */
    public static final DeadLetterTopics DEFAULT =
            new DeadLetterTopics(Topics.CLIP_RENDERED, Topics.CLIP_RENDERED_DLT, Topics.DEAD_LETTERS);
}
