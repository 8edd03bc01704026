package ai.viralclip.worker.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the corpus: what is said, and how it must be refused.
 *
 * @param input with what the test puts in between braces
 * @param refusal the class, such as {@code NotAllowed}, or {@code contract}
 * @param words that the reason has
 */
public record HostileCase(String input, String refusal, String words) {

    public static final Path FOLDER = Path.of("src", "test", "resources", "hostile");

    /** Lines that begin with a hash, and empty ones, are none. */
    public static List<HostileCase> read(String file) throws IOException {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(file))) {
            return lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(HostileCase::parse)
                    .toList();
        }
    }

    public static HostileCase parse(String line) {
        String[] parts = line.split("  ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no case: " + line);
        }
        return new HostileCase(parts[0].translateEscapes(), parts[1], parts[2]);
    }

    public HostileCase with(String name, Object value) {
        return new HostileCase(input.replace("{" + name + "}", value.toString()), refusal, words);
    }

    /** What is wrong about an outcome; empty where nothing is. */
    public Stream<String> wrong(String outcome) {
        boolean isRight = outcome.startsWith(refusal + ": ") && outcome.contains(words) && !outcome.contains("SECRET");
        return isRight ? Stream.empty() : Stream.of(input.lines().findFirst().orElse("") + " => " + outcome);
    }
}
