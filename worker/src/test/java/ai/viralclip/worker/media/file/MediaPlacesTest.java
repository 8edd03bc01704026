package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where media may lie, and by which ways it is reached. */
class MediaPlacesTest extends FilesUnderARoot {

    @Test
    void aFileUnderARootThatIsNotThereOrEmptyIsNotJustMissing() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Path none = temp.resolve("none");
        source = new FileMediaSource(mounts(empty, none), MAX_BYTES, _ -> {});

        assertThat(failure(at(empty.resolve("clip.mp4").toUri())))
                .isEqualTo(new MediaFailure.RootGone(empty + " is not there, or nothing is in it: is it mounted?"));
        assertThat(failure(at(none.resolve("clip.mp4").toUri()))).isInstanceOf(MediaFailure.RootGone.class);
    }

    @Test
    void aRootThatIsMountedAgainIsUsableAgain() throws Exception {
        Path late = temp.resolve("late");
        Mounts mounts = mounts(late);
        source = new FileMediaSource(mounts, MAX_BYTES, _ -> {});
        assertThat(failure(at(late.resolve("clip.mp4").toUri()))).isInstanceOf(MediaFailure.RootGone.class);
        assertThat(mounts.roots()).extracting(Mounts.Root::state).containsExactly(RootState.GONE);

        Files.createDirectory(late);
        Files.write(late.resolve("clip.mp4"), MP4);
        source.open(at(late.resolve("clip.mp4").toUri()), MediaKind.VIDEO);

        assertThat(mounts.roots()).extracting(Mounts.Root::state).containsExactly(RootState.USABLE);
    }

    @Test
    void aRootThatDoesNotAnswerIsNotJustMissing() throws Exception {
        Mounts mounts = new Mounts(List.of(root), Duration.ofMillis(20));
        source = new FileMediaSource(mounts, MAX_BYTES, _ -> {});
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        try (Hang _ = Hang.of(mounts.all().getFirst())) {
            assertThat(failure(at(file.toUri()))).isInstanceOf(MediaFailure.Unresponsive.class);
        }
    }

    @Test
    void aRootIsKnownByItsRealNameToo() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        source = new FileMediaSource(mounts(link), MAX_BYTES, _ -> {});

        assertThat(found(source.open(at(file.toUri()), MediaKind.VIDEO)).path()).isEqualTo(file);
        assertThat(found(source.open(at(link.resolve("clip.mp4").toUri()), MediaKind.VIDEO))
                        .path())
                .isEqualTo(file);
    }

    @Test
    void aLinkFromOneRootIntoAnotherIsFollowed() throws Exception {
        Path other = Files.createDirectory(temp.resolve("other"));
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        Path link = Files.createSymbolicLink(other.resolve("clip.mp4"), file);
        source = new FileMediaSource(
                mounts(other, Files.createSymbolicLink(temp.resolve("link"), root)), MAX_BYTES, _ -> {});

        assertThat(found(source.open(at(link.toUri()), MediaKind.VIDEO)).path()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://ROOT/clip.mp4", "file://localhostROOT/clip.mp4", "FILE://LocalHostROOT/clip.mp4"})
    void thisHostMayBeNamed(String uri) throws Exception {
        Files.write(root.resolve("clip.mp4"), MP4);

        URI named = URI.create(uri.replace("ROOT", root.toString()));
        assertThat(source.open(at(named), MediaKind.VIDEO).sizeBytes()).isEqualTo(MP4.length);
    }

    /** Whatever the locale: octets are what a file's name is made of. */
    @ParameterizedTest
    @CsvSource({
        "caf%E9.mp4, caf%E9.mp4",
        "%E6%97%A5.mp4, %E6%97%A5.mp4",
        "\u65e5.mp4, %E6%97%A5.mp4",
        "e\u0301.mp4, e%CC%81.mp4",
        "a%20b%25.mp4, a%20b%25.mp4"
    })
    void aPathIsOctets(String name, String octets) throws Exception {
        URI uri = URI.create("file://" + root + "/" + name);
        Path file = FileUris.path(uri);
        assertThat(file.toUri().getRawPath()).isEqualTo(root + "/" + octets);

        Files.write(file, MP4);
        assertThat(source.open(at(uri), MediaKind.VIDEO).sizeBytes()).isEqualTo(MP4.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "file:ROOT/../outside.mp4",
                "file:ROOT-beside/clip.mp4",
                "file://server/share/clip.mp4",
                "file:relative.mp4",
                "file:ROOT/clip.mp4?x=1",
                "file:ROOT/a%00b.mp4",
                "https://example.com/clip.mp4",
                "s3://bucket/clip.mp4"
            })
    void placesThatAreNotUnderARootAreNotAllowed(String uri) throws IOException {
        Files.write(temp.resolve("outside.mp4"), MP4);

        assertThat(failure(at(URI.create(uri.replace("ROOT", root.toString())))))
                .isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aSymbolicLinkThatLeadsOutOfTheRootIsNotAllowed() throws IOException {
        Path outside = Files.write(temp.resolve("outside.mp4"), MP4);
        Path link = Files.createSymbolicLink(root.resolve("link.mp4"), outside);

        assertThat(failure(at(link.toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aSymbolicLinkThatStaysUnderTheRootIsFollowed() throws Exception {
        Path inside = Files.write(root.resolve("inside.mp4"), MP4);
        Path link = Files.createSymbolicLink(root.resolve("link.mp4"), inside);

        assertThat(found(source.open(at(link.toUri()), MediaKind.VIDEO)).path()).isEqualTo(inside);
    }

    @Test
    void aLinkedFolderThatLeadsOutOfTheRootIsNotAllowed() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.write(outside.resolve("clip.mp4"), MP4);
        Files.createSymbolicLink(root.resolve("folder"), outside);

        assertThat(failure(at(root.resolve("folder/clip.mp4").toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    /** As whoever may write under a root could do at any moment. */
    @Test
    void aParentSwappedForALinkGivesNothingFromOutside() throws Exception {
        Path folder = Files.createDirectory(root.resolve("folder"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path file = Files.write(folder.resolve("clip.mp4"), MP4);
        Files.write(outside.resolve("clip.mp4"), MP4);
        Mounts mounts = mounts(root);
        source = new FileMediaSource(mounts, MAX_BYTES, _ -> {});
        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);

        Files.move(folder, temp.resolve("aside"));
        Files.createSymbolicLink(folder, outside);

        try (var in = mounts.open(found(media).path(), media.sizeBytes(), 0)) {
            assertThatIOException().isThrownBy(in::readAllBytes);
        }
        assertThat(failure(announced(file.toUri(), MP4))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noLinkIsFollowedWhereverOnTheWayItIs(int depth) throws Exception {
        Path folders = root.resolve("a/b/c/d");
        Files.createDirectories(folders);
        Files.write(folders.resolve("clip.mp4"), MP4);
        Path swapped = root.resolve(root.relativize(folders).subpath(0, depth));
        Path aside = temp.resolve("aside");
        Files.move(swapped, aside);
        Files.createSymbolicLink(swapped, aside);

        assertThatIOException().isThrownBy(() -> NoLinks.open(root, folders.resolve("clip.mp4")));
    }

    @Test
    void whileFoldersAndLinksAreSwappedNothingFromOutsideIsRead() throws Exception {
        Path folder = Files.createDirectory(root.resolve("folder"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.write(folder.resolve("clip.mp4"), new byte[] {1});
        Files.write(outside.resolve("clip.mp4"), new byte[] {2});
        Path aside = temp.resolve("aside");
        Path link = Files.createSymbolicLink(temp.resolve("link"), outside);
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(folder, aside, link, done));

        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            try (SeekableByteChannel in = NoLinks.open(root, folder.resolve("clip.mp4"))) {
                ByteBuffer one = ByteBuffer.allocate(1);
                assertThat(in.read(one)).isOne();
                read.add((int) one.get(0));
            } catch (IOException e) {
                read.add(0);
            }
        }
        done.set(true);
        swapper.join();

        assertThat(read).contains(1).doesNotContain(2);
    }

    private static void swap(Path folder, Path aside, Path link, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.move(folder, aside);
                Files.move(link, folder);
                Files.move(folder, link);
                Files.move(aside, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
