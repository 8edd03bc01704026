package ai.viralclip.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a shell that names nothing: no locale, no home, no brokers. */
final class ClipsTest {

    private static final Duration LIMIT = Duration.ofSeconds(25);

    @TempDir
    Path directory;

    /** What a command printed, and how it ended. */
    private record Ended(int status, String out, String err) {}

    @Test
    void theHelpNamesTheCommands() throws Exception {
        Ended help = clips("--help");

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .startsWith("Usage: clips [-hV] COMMAND")
                .containsSubsequence("list ", "url ", "purge ", "verify ", "deadletters ", "completion ")
                .doesNotContain("demo", "\u001b");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void itSaysItsVersion() throws Exception {
        assertThat(clips("--version")).isEqualTo(new Ended(0, "clips 0.1.0\n", ""));
    }

    @Test
    void whoCallsItWronglyIsToldSoAndGets2() throws Exception {
        Ended none = clips();
        Ended path = clips("list", "../ana", "launch");

        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).startsWith("which command? For example: clips list");
        assertThat(path.status()).isEqualTo(2);
        assertThat(path.err()).contains("Usage: clips list");
        assertThat(clips("verify", "--run", "ana").err()).startsWith("Invalid value for option '--run'");
        assertThat(clips("verify", "--run", "ana/launch", "--user", "ana").status())
                .isEqualTo(2);
    }

    @Test
    void aWrongFilterIsToldWhatToTypeInsteadBeforeAnybodyIsAsked() throws Exception {
        assertThat(clips("deadletters", "reson:source_missing"))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "clips: there is no term \"reson:\"; did you mean \"reason:\"? Terms are reason:, uid:, run:,"
                                + " since:, until:, state:\n"));
        assertThat(clips("deadletters", "replay"))
                .returns(2, Ended::status)
                .extracting(Ended::err)
                .asString()
                .contains("which dead letters?");
    }

    @Test
    void aShellIsToldHowToCompleteCommands() throws Exception {
        Ended completion = clips("completion");

        assertThat(completion.status()).isZero();
        assertThat(completion.out()).contains("--dry-run", "deadletters", "complete -F _complete_clips");
    }

    @Test
    void withoutBrokersItSaysHowToNameThemAndNothingElse() throws Exception {
        assertThat(clips("purge", "ana"))
                .isEqualTo(new Ended(
                        1, "", "clips: no brokers named: --bootstrap-servers, or SPRING_KAFKA_BOOTSTRAP_SERVERS\n"));
    }

    @Test
    void brokersThatDoNotAnswerAreWaitedForAsLongAsAskedAndNoLonger() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Ended unheard = clips(
                    "list",
                    "ana",
                    "launch",
                    "--timeout",
                    "1",
                    "--bootstrap-servers",
                    "127.0.0.1:" + silent.getLocalPort());

            assertThat(unheard.status()).isEqualTo(1);
            assertThat(unheard.err()).matches("clips: the Kafka client says: Timeout .*\n");
        }
    }

    @Test
    void settingsThatCannotBeReadOrAreWrongAreNamed() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "bootstrap.servers=127.0.0.1:9\nacks=7\n");
        Path none = directory.resolve("none");

        assertThat(clips("list", "ana", "launch", "--config", none.toString()).err())
                .startsWith("clips: cannot be read: " + none);
        assertThat(clips("list", "ana", "launch", "--config", wrong.toString(), "--bootstrap-servers", "nowhere"))
                .returns(1, Ended::status)
                .returns("", Ended::out)
                .extracting(Ended::err)
                .asString()
                .startsWith("clips: the Kafka client says: ")
                .contains("nowhere");
    }

    private Ended clips(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Clips.class.getName()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        Process clips = builder.start();
        if (!clips.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            clips.destroyForcibly();
            throw new AssertionError("has not ended: " + command);
        }
        return new Ended(clips.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
