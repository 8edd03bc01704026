package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Shown;

/** A topic that is not there, or that the worker may not read, or whose brokers do not answer. */
public final class UnreadTopic extends Exception {

    public UnreadTopic(RuntimeException why) {
        super(Shown.sentence(why.getClass().getSimpleName() + ": " + why.getMessage()), why);
    }
}
