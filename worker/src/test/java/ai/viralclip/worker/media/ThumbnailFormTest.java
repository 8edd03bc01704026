package ai.viralclip.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.ValidMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a JPEG must be. */
class ThumbnailFormTest extends MediaForms {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ffd8                                 | no marker SOS (a scan) before byte 2
            ffd9ffd8                             | does not begin with the marker SOI
            ffd8ffd9                             | marker FFD9 at byte 3 stands before the marker SOS
            ffd8ffe0001041                       | the segment of marker FFE0 at byte 3 has 16 bytes
            ffd8ffe00001                         | the segment of marker FFE0 at byte 3 has 1 bytes
            ffd8ffe0                             | ends within the segment of marker FFE0 at byte 3
            ffd8004a                             | there is no marker at byte 2
            ffd8ffda000841414141414100ffd9       | marker FFDA at byte 3 (a scan) has no marker SOF
            ffd8ffc00004ffffffda0002616161ffd8   | no marker EOI at its end
            ffd8ffc00004ffffffda0002             | no marker EOI at its end
            89504e470d0a1a0a                     | does not begin with the marker SOI
            """)
    void whatIsWrongWithAThumbnailIsNamed(String hex, String flaw) throws IOException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex.strip());
        assertThat(flaw(bytes, MediaKind.THUMBNAIL))
                .hasValueSatisfying(found -> assertThat(found).contains(flaw));
    }

    @Test
    void aThumbnailWithFillBytesAndALittleBehindItsEndIsTaken() throws IOException {
        byte[] jpeg = ValidMedia.jpeg(20_000);
        byte[] filled =
                joined(Arrays.copyOf(jpeg, 2), bytes("\u00ff\u00ff\u00ff"), Arrays.copyOfRange(jpeg, 2, jpeg.length));
        assertThat(flaw(joined(filled, bytes("written by a camera")), MediaKind.THUMBNAIL))
                .isEmpty();
    }

    @Test
    void endlessFillBytesAreNoThumbnailAndNotReadToTheirEnd() throws IOException {
        byte[] endless = new byte[3_000_000];
        Arrays.fill(endless, (byte) 0xff);
        endless[1] = (byte) 0xd8;
        Counted counted = look(Files.write(temp.resolve("endless.jpg"), endless), MediaKind.THUMBNAIL);
        assertThat(counted.flaw()).isPresent();
        assertThat(counted.reads()).isLessThan(300);
    }
}
