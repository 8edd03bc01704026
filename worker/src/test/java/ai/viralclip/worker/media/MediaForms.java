package ai.viralclip.worker.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Bytes as files, and what is said of their form. */
abstract class MediaForms {

    static final Path MADE = Path.of("src", "test", "resources", "media");

    @TempDir
    Path temp;

    Optional<String> flaw(byte[] bytes, MediaKind kind) throws IOException {
        return look(Files.write(temp.resolve("media"), bytes), kind).flaw();
    }

    record Counted(Optional<String> flaw, long reads) {}

    static Counted look(Path file, MediaKind kind) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                CountedReads counted = new CountedReads(channel)) {
            return new Counted(kind.flaw(Peek.of(counted)), counted.reads());
        }
    }

    static MediaKind kind(Path file) {
        return file.toString().endsWith(".jpg") ? MediaKind.THUMBNAIL : MediaKind.VIDEO;
    }

    static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            try {
                all.write(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    static Stream<Path> flavours() throws IOException {
        return list(MADE.resolve("flavours"));
    }

    static Stream<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }
}
