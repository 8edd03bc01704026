package ai.viralclip.worker.local.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.worker.cli.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code clips} in a process of its own, on the topics of one test. */
record Commands(PutAside aside, Path folder, String heap) {

    /** What a command printed, and how it ended. */
    record Ended(int status, String out, String err) {}

    Ended clips(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "clips", ".out");
        Path err = Files.createTempFile(folder, "clips", ".err");
        Process clips = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Ended(clips.waitFor(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    /** One that is to be killed; it shows its progress as on a terminal. */
    Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        DeadLetterTopics topics = aside.topics();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-Dclips.terminal.err=true",
                "-cp",
                System.getProperty("java.class.path"),
                Clips.class.getName(),
                "deadletters"));
        Stream.of(arguments).forEach(command::add);
        command.addAll(List.of(
                "--bootstrap-servers", aside.bootstrapServers(),
                "--dead-letter-topic", topics.deadLetters(),
                "--rendered-topic", topics.rendered(),
                "--journal", topics.journal()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        return builder;
    }
}
