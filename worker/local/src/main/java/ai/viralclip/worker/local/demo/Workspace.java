package ai.viralclip.worker.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A demo's temporary folder: the broker's data, the store's, and the logs. Gone when the demo ends. */
final class Workspace implements AutoCloseable {

    private final Path root;
    private volatile boolean logsKept;

    private Workspace(Path root) {
        this.root = root;
    }

    static Workspace create() throws IOException {
        Workspace workspace = new Workspace(Files.createTempDirectory("clips-demo-"));
        Files.createDirectory(workspace.logs());
        return workspace;
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path store() {
        return root.resolve("store");
    }

    Path site() {
        return root.resolve("site");
    }

    Path prometheus() {
        return root.resolve("prometheus");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path workerLog() {
        return logs().resolve("worker.log");
    }

    /** Leaves the logs behind when all else is deleted: something went wrong, and they say what. */
    void keepLogs() {
        logsKept = true;
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be deleted: " + root, e);
        }
    }

    private final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return logsKept && directory.equals(logs()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (!(logsKept && directory.equals(root))) {
                Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
