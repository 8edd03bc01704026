package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.media.HostileCase;
import ai.viralclip.worker.media.HostileEvent;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus for {@code file:}: good videos lie all around the root, and none of them is taken. */
class HostilePathsTest extends FilesUnderARoot {

    @Test
    void noPathOfAnEventLeadsOutOfTheRoot() throws Exception {
        plant();
        MediaSource all = new MediaSources(List.of(new SchemeSource(SourceKind.FILE, source)));
        List<HostileCase> cases = HostileCase.read("file-uris.txt").stream()
                .map(one -> one.with("root", root).with("temp", temp).with("long", "x".repeat(3000)))
                .toList();

        assertThat(HostileEvent.outcome(all, root.resolve("clip.mp4").toUri().toString(), IOException::toString))
                .isEqualTo("taken: " + MP4.length);
        assertThat(cases.stream()
                        .flatMap(one -> one.wrong(HostileEvent.outcome(all, one.input(), IOException::toString))))
                .isEmpty();
        assertThat(cases).hasSizeGreaterThan(80);
    }

    private void plant() throws IOException, InterruptedException {
        Path outside = Files.write(temp.resolve("outside.mp4"), MP4);
        Files.write(Files.createDirectory(temp.resolve("outside")).resolve("clip.mp4"), MP4);
        Files.write(Files.createDirectory(temp.resolve("media-beside")).resolve("clip.mp4"), MP4);
        Files.write(root.resolve("clip.mp4"), MP4);
        Files.createDirectory(root.resolve("sub"));
        link("link.mp4", outside);
        link("far.mp4", Path.of("..", "outside.mp4"));
        link("chain.mp4", Path.of("link.mp4"));
        link("folder", temp.resolve("outside"));
        link("up", Path.of(".."));
        link("self", Path.of("."));
        link("loop.mp4", Path.of("loop.mp4"));
        link("passwd.mp4", Path.of("/etc/passwd"));
        link("environ.mp4", Path.of("/proc/self/environ"));
        link("fd.mp4", Path.of("/dev/null"));
        link("zero.mp4", Path.of("/dev/zero"));
        link("null.mp4", Path.of("/dev/null"));
        Pipes.make(root.resolve("pipe.mp4"));
    }

    private void link(String name, Path to) throws IOException {
        Files.createSymbolicLink(root.resolve(name), to);
    }
}
