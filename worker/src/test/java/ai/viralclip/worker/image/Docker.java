package ai.viralclip.worker.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands that an operator types, and what they say. */
final class Docker {

    /** The repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String BASE = "eclipse-temurin:25-jre";

    private static Optional<String> image = Optional.empty();

    private Docker() {}

    /** What a command said, on both of its outputs, and how it ended. */
    record Said(int exit, String text) {

        String orFail() {
            assertThat(exit).as(text).isZero();
            return text.strip();
        }
    }

    /**
     * What lacks for a test of containers: Docker, or an image, because a pull that cannot succeed would take minutes.
     * To be assumed before each test: a class that is skipped as a whole is not counted.
     */
    static Optional<String> missing(String... images) {
        if (docker("info").exit() != 0 || docker("buildx", "version").exit() != 0) {
            return Optional.of("no Docker with buildx answers here (Debian: docker.io, docker-buildx)");
        }
        return Stream.concat(Stream.of(BASE), Stream.of(images))
                .filter(each -> docker("image", "inspect", each).exit() != 0)
                .map(each -> "docker pull " + each)
                .findFirst();
    }

    /** The worker's image, built from the jars of this build, once. */
    static synchronized String image() {
        if (image.isEmpty()) {
            String tag = "clip-storage-worker:test";
            run(Map.of(), ROOT.resolve("worker/bin/image").toString(), "--no-jar", "--tag", tag)
                    .orFail();
            image = Optional.of(tag);
        }
        return image.get();
    }

    static Said docker(String... arguments) {
        return docker(List.of(arguments));
    }

    static Said docker(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        return run(Map.of(), command.toArray(String[]::new));
    }

    static Said run(Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            return new Said(127, "no such command: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted: " + String.join(" ", command), e));
        }
    }
}
