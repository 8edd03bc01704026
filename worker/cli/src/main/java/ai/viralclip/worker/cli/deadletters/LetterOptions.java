package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.contracts.Topics;
import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.worker.cli.BrokerOptions;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command of dead letters takes. */
final class LetterOptions {

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin
    private final BrokerOptions brokers = new BrokerOptions();

    @Option(
            names = "--dead-letter-topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.CLIP_RENDERED_DLT,
            description = "Where the letters lie (default: ${DEFAULT-VALUE}).")
    private String deadLetters = Topics.CLIP_RENDERED_DLT;

    @Option(
            names = "--rendered-topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.CLIP_RENDERED,
            description = "Where they are replayed to (default: ${DEFAULT-VALUE}).")
    private String rendered = Topics.CLIP_RENDERED;

    @Option(
            names = "--journal",
            paramLabel = "TOPIC",
            defaultValue = Topics.DEAD_LETTERS,
            description = "Where it is kept what was done with them (default: ${DEFAULT-VALUE}).")
    private String journal = Topics.DEAD_LETTERS;

    boolean json() {
        return json;
    }

    String deadLetterTopic() {
        return deadLetters;
    }

    DeadLetters open() {
        return DeadLetters.of(
                brokers.settings(), new DeadLetterTopics(rendered, deadLetters, journal), InstantSource.system());
    }
}
