package ai.viralclip.worker.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of {@code contracts/clients/} in a process of its own; what it prints is in files. */
final class Client implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path complaints;

    private Client(Process process, Path output, Path complaints) {
        this.process = process;
        this.output = output;
        this.complaints = complaints;
    }

    /** @param directory where what it prints goes */
    static Client start(List<String> command, Path directory) throws IOException {
        Path output = Files.createTempFile(directory, "client-", ".out");
        Path complaints = Path.of(output.toString().replace(".out", ".err"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        return new Client(process, output, complaints);
    }

    /** The whole lines of its standard output so far. */
    List<String> lines() {
        String all = text(output);
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Its standard error so far. */
    String complaints() {
        return text(complaints);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The status that it ends with, by itself. */
    int exit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it still runs after " + limit.toSeconds() + " s; " + complaints());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** SIGTERM; the status that it ends with. */
    int terminate(Duration limit) {
        process.destroy();
        return exit(limit);
    }

    void requireSuccess() {
        if (process.exitValue() != 0) {
            throw new IllegalStateException("it ended with " + process.exitValue() + ": " + complaints());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
