package ai.viralclip.worker.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Programs that a machine may have or not. */
public final class OnPath {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private OnPath() {}

    /** The program of this name that a shell would run; empty where there is none. */
    public static Optional<Path> find(String program) {
        return find(program, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Optional<Path> find(String program, String path) {
        return SEPARATOR
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
