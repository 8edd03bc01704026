package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build prints at its end: how much was checked, or why something was not. */
final class Counted {

    private static final Path DIRECTORY = Path.of("target", "monitoring");

    private Counted() {}

    /** @param line such as {@code metrics=64} */
    static void checked(String what, String line) throws IOException {
        write(what + ".count", line);
    }

    static void skipped(String what, String reason) throws IOException {
        write(what + ".skipped", reason);
    }

    private static void write(String file, String line) throws IOException {
        Files.writeString(Files.createDirectories(DIRECTORY).resolve(file), line + "\n");
    }
}
