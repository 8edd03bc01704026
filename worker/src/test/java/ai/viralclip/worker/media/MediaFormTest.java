package ai.viralclip.worker.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.ValidMedia;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an MP4 must be, and what ffmpeg makes of both. */
class MediaFormTest extends MediaForms {
    private static final byte[] VIDEO = ValidMedia.mp4(400);
    private static final byte[] FTYP = Arrays.copyOf(VIDEO, 24);
    private static final byte[] MOOV = Arrays.copyOfRange(VIDEO, 24, 24 + 57);
    private static final byte[] MDAT = box("mdat", "media");

    static Stream<Path> samples() throws IOException {
        return list(Path.of("samples"))
                .filter(file -> !file.endsWith("broken.mp4") && file.toString().matches(".*\\.(mp4|jpg)"));
    }

    @ParameterizedTest
    @MethodSource({"flavours", "samples"})
    void whatFfmpegWritesIsTakenAndCostsFewReads(Path file) throws IOException {
        Counted counted = look(file, kind(file));

        assertThat(counted.flaw()).isEmpty();
        assertThat(counted.reads()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            music.m4a            | 'ftyp' at byte 0 has the brand 'M4A '
            sound-alone.mp4      | has no video track
            sound-alone-frag.mp4 | has no video track
            picture.avif         | 'ftyp' at byte 0 has the brand 'avif'
            moving.avif          | 'ftyp' at byte 0 has the brand 'avis'
            """)
    void whatIsNoVideoIsRefusedByName(String file, String flaw) throws IOException {
        assertThat(look(MADE.resolve("others").resolve(file), MediaKind.VIDEO).flaw())
                .hasValueSatisfying(found -> assertThat(found).contains(flaw));
    }

    /** Of the others nothing says how many fragments there were. */
    @ParameterizedTest
    @CsvSource({"global-sidx.mp4, 2668", "global-sidx-of-two-tracks.mp4, 5962"})
    void norIsOneThatBeginsWithAnIndexOfAllItsSegments(String name, int indexed) throws IOException {
        byte[] whole = Files.readAllBytes(MADE.resolve("flavours").resolve(name));
        for (int length = 0; length < indexed; length++) {
            assertThat(flaw(Arrays.copyOf(whole, length), MediaKind.VIDEO))
                    .as("cut to " + length)
                    .isPresent();
        }
        assertThat(flaw(Arrays.copyOf(whole, indexed), MediaKind.VIDEO)).isEmpty();
    }

    static Stream<Form> forms() {
        byte[] free = box("free", "");
        return Stream.of(
                new Form("nothing", new byte[0], "it has 0 bytes"),
                new Form("killed at once", joined(FTYP, free, box("mdat", "")), "no box 'moov'"),
                new Form("ftyp alone", FTYP, "no box 'moov'"),
                new Form("without its index", joined(FTYP, MDAT), "no box 'moov'"),
                new Form("still open", joined(FTYP, free, toTheEnd("mdat", "media")), "no box 'moov'"),
                new Form("a page", bytes("<!DOftypHTML>"), "'ftyp' at byte 0 would end at byte 1008813135"),
                new Form("a page of an error", bytes("<!DOCTYPE html>"), "does not begin with a box 'ftyp'"),
                new Form("without media", joined(FTYP, MOOV), "no box 'mdat' with anything in it"),
                new Form("with empty media", joined(FTYP, MOOV, box("mdat", "")), "no box 'mdat' with anything in it"),
                new Form("two indexes", joined(FTYP, MOOV, MDAT, MOOV), "a second box 'moov' at byte 94"),
                new Form("two heads", joined(FTYP, MOOV, MDAT, FTYP), "a second box 'ftyp' at byte 94"),
                new Form(
                        "bytes behind",
                        joined(FTYP, MOOV, MDAT, new byte[3]),
                        "ends within a box, which begins at byte 94"),
                new Form(
                        "impossible size",
                        joined(FTYP, MOOV, sized(7, "mdat")),
                        "'mdat' at byte 81 cannot have a size of 7"),
                new Form(
                        "impossible long size",
                        joined(FTYP, MOOV, sized(1, "mdat"), new byte[8]),
                        "cannot have a size of 0"),
                new Form("half a long size", joined(FTYP, MOOV, sized(1, "mdat"), new byte[7]), "ends within its size"),
                new Form(
                        "beyond all files",
                        joined(FTYP, MOOV, sized(1, "mdat"), max()),
                        "would end at byte 9223372036854775807"),
                new Form("unsigned", joined(FTYP, MOOV, sized(-1, "mdat")), "would end at byte 4294967376"),
                new Form("no brand", joined(box("ftyp", ""), MOOV, MDAT), "has no room for a brand"),
                new Form("unknown brand", joined(box("ftyp", "zap?\0\0\0\0zip!"), MOOV, MDAT), "has the brand 'zap?'"),
                new Form("a photograph", joined(box("ftyp", "heic\0\0\0\0mif1"), MDAT), "has the brand 'heic'"),
                new Form("empty index", joined(FTYP, box("moov", ""), MDAT), "has no video track"),
                new Form(
                        "broken index",
                        joined(FTYP, box("moov", "\0\0\1\0trak"), MDAT),
                        "box 'trak' at byte 32 would end"),
                new Form(
                        "fewer segments than its index has",
                        joined(FTYP, MOOV, index(0, 8, 13, 14), MDAT, MDAT),
                        "box 'sidx' at byte 81 speaks of segments up to byte 172, the file ends at byte 163"),
                new Form(
                        "an index of more than a file can have",
                        joined(FTYP, MOOV, index(1, Long.MAX_VALUE, 13), MDAT),
                        "box 'sidx' at byte 81 speaks of segments up to byte 9223372036854775"),
                new Form(
                        "many small boxes",
                        joined(FTYP, box("free", " ".repeat(5000)).clone(), many(300)),
                        "no box 'moov'"));
    }

    /** @param flaw a part of what is said of it */
    record Form(String name, String latin, String flaw) {

        Form(String name, byte[] bytes, String flaw) {
            this(name, new String(bytes, ISO_8859_1), flaw);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatIsWrongIsNamed(Form form) throws IOException {
        assertThat(flaw(bytes(form.latin()), MediaKind.VIDEO))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains(form.flaw()));
    }

    static Stream<byte[]> rightForms() {
        return Stream.of(
                joined(FTYP, MOOV, MDAT),
                joined(FTYP, box("wide", ""), MDAT, MOOV),
                joined(FTYP, MOOV, toTheEnd("mdat", "media")),
                joined(FTYP, MOOV, box("moof", "x"), MDAT, box("moof", "x"), MDAT, box("mfra", "")),
                joined(FTYP, MDAT, MDAT, MOOV, box("uuid", "0123456789abcdef")),
                joined(FTYP, MOOV, index(0, 0, 13, 13), MDAT, MDAT),
                joined(FTYP, MOOV, index(1, 13, (1 << 31) | 13), MDAT, MDAT, box("mfra", "")),
                joined(FTYP, MOOV, index(1, 0), MDAT),
                joined(FTYP, MOOV, box("sidx", ""), box("sidx", "\0\0\0\0"), MDAT),
                joined(box("ftyp", "what\0\0\0\0isom"), MOOV, MDAT),
                joined(FTYP, MOOV, MDAT, toTheEnd("free", "\0\0\0\0")));
    }

    @ParameterizedTest
    @MethodSource("rightForms")
    void boxesInAnyOrderAndOfAnySizeAreTaken(byte[] bytes) throws IOException {
        assertThat(flaw(bytes, MediaKind.VIDEO)).isEmpty();
    }

    /** Ten hours of it in fragments of a second would be 72,000 reads. */
    @Test
    void ofAFileOfManyFragmentsSoMuchIsLookedAtAndNoMore() throws IOException {
        byte[][] fragments = new byte[2_000][];
        Arrays.fill(fragments, joined(box("moof", "x"), box("mdat", "x".repeat(9_000))));
        Path file = Files.write(temp.resolve("long.mp4"), joined(FTYP, MOOV, joined(fragments)));

        Counted counted = look(file, MediaKind.VIDEO);

        assertThat(counted.flaw()).isEmpty();
        assertThat(counted.reads()).isBetween(200L, 260L);
    }

    private static byte[] many(int count) {
        byte[][] boxes = new byte[count][];
        Arrays.fill(boxes, box("free", " ".repeat(5000)));
        return joined(boxes);
    }

    private static byte[] box(String type, String content) {
        return joined(sized(8 + content.length(), type), bytes(content));
    }

    /**
     * @param version 1 has times and offset in 64 bits
     * @param references sizes, with the bit that tells of what
     */
    private static byte[] index(int version, long offset, int... references) {
        ByteBuffer content = ByteBuffer.allocate((version == 0 ? 24 : 32) + 12 * references.length);
        content.put((byte) version).position(12);
        if (version == 0) {
            content.putInt(0).putInt((int) offset);
        } else {
            content.putLong(0).putLong(offset);
        }
        content.putShort((short) 0).putShort((short) references.length);
        for (int reference : references) {
            content.putInt(reference).putLong(0);
        }
        return joined(sized(8 + content.capacity(), "sidx"), content.array());
    }

    private static byte[] toTheEnd(String type, String content) {
        return joined(sized(0, type), bytes(content));
    }

    private static byte[] sized(int size, String type) {
        return ByteBuffer.allocate(8).putInt(size).put(bytes(type)).array();
    }

    private static byte[] max() {
        return ByteBuffer.allocate(8).putLong(-1).array();
    }
}
