package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.bucket.source.SourceObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** How a stream gets over answers that break off, and when it no longer tries to. */
class SteadyStreamTest {

    private static final int MIB = 1024 * 1024;

    private final List<Long> asked = new ArrayList<>();
    private int open;

    @Test
    void whatBreaksOffIsAskedForFromWhereItBroke() throws Exception {
        byte[] bytes = bytes(1_000);
        var objects = new BreakingObjects(bytes, answer -> answer < 3 ? 300 : Integer.MAX_VALUE);

        try (var in = new SteadyStream(objects, version(bytes), 50)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 50, 1_000));
        }

        assertThat(asked).containsExactly(50L, 350L, 650L);
        assertThat(open).as("answers that are still open").isZero();
    }

    @Test
    void oneByteAfterTheOtherIsReadOverABreakToo() throws Exception {
        byte[] bytes = bytes(10);

        try (var in = new SteadyStream(new BreakingObjects(bytes, answer -> answer == 1 ? 4 : 10), version(bytes), 0)) {
            for (byte one : bytes) {
                assertThat(in.read()).isEqualTo(one & 0xff);
            }
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void anotherETagAfterABreakEndsItAsChanged() throws Exception {
        byte[] bytes = bytes(1_000);
        var objects = new BreakingObjects(bytes, answer -> 300);

        try (var in = new SteadyStream(objects, version(bytes), 0)) {
            assertThat(in.readNBytes(300)).isEqualTo(Arrays.copyOf(bytes, 300));
            objects.etag = "another";
            assertThatExceptionOfType(SourceChanged.class).isThrownBy(in::read);
        }
        assertThat(asked).containsExactly(0L, 300L);
    }

    @Test
    void noProgressAgainAndAgainIsUnresponsive() throws Exception {
        byte[] bytes = bytes(1_000);
        var objects = new BreakingObjects(bytes, answer -> answer == 1 ? 300 : 0);

        try (var in = new SteadyStream(objects, version(bytes), 0)) {
            assertThatExceptionOfType(SourceUnresponsive.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessage("s3://renders/in/clip.mp4 broke off at byte 300 of 1000, again and again")
                    .havingCause()
                    .withMessage("connection reset");
        }
        assertThat(asked).containsExactly(0L, 300L, 300L, 300L);
    }

    @Test
    void aByteEachTimeIsNoProgress() throws Exception {
        byte[] bytes = bytes(100_000);

        try (var in = new SteadyStream(new BreakingObjects(bytes, answer -> 1), version(bytes), 0)) {
            assertThatExceptionOfType(SourceUnresponsive.class).isThrownBy(in::readAllBytes);
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void breaksThatAreFarFromEachOtherAreAllGotOver() throws Exception {
        byte[] bytes = bytes(12 * MIB);

        try (var in = new SteadyStream(new BreakingObjects(bytes, answer -> MIB), version(bytes), 0)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(asked).hasSize(12);
    }

    @Test
    void whoIsToldToStopAsksForNothingMore() throws Exception {
        byte[] bytes = bytes(1_000);

        try (var in = new SteadyStream(new BreakingObjects(bytes, answer -> 300), version(bytes), 0)) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(SourceUnresponsive.class).isThrownBy(in::readAllBytes);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(asked).containsExactly(0L);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(16).nextBytes(bytes);
        return bytes;
    }

    private static SourceObjects.Version version(byte[] bytes) {
        return new SourceObjects.Version("renders", "in/clip.mp4", "first", bytes.length);
    }

    /** One object, each answer of which ends with a broken connection, after so many bytes. */
    private final class BreakingObjects implements SourceObjects {

        private final byte[] bytes;
        private final IntUnaryOperator bytesOfAnswer;
        private String etag = "first";

        /** @param bytesOfAnswer by its number, from 1 on */
        BreakingObjects(byte[] bytes, IntUnaryOperator bytesOfAnswer) {
            this.bytes = bytes;
            this.bytesOfAnswer = bytesOfAnswer;
        }

        @Override
        public InputStream open(Version version, long from, long countBytes) throws IOException {
            asked.add(from);
            if (!version.etag().equals(etag)) {
                throw new SourceChanged("another one now");
            }
            assertThat(from + countBytes).isEqualTo(bytes.length);
            assertThat(open++).as("answers that are still open").isZero();
            int some = Math.min((int) countBytes, bytesOfAnswer.applyAsInt(asked.size()));
            return new BrokenAnswer(new ByteArrayInputStream(bytes, (int) from, some), some == countBytes);
        }

        @Override
        public Seen look(String bucket, String key, int firstBytes) {
            throw new AssertionError("nobody looks");
        }

        @Override
        public Optional<Sha256> sha256(Version version) {
            throw new AssertionError("nobody asks for a hash");
        }
    }

    private final class BrokenAnswer extends InputStream {

        private final InputStream some;
        private final boolean isAll;

        BrokenAnswer(InputStream some, boolean isAll) {
            this.some = some;
            this.isAll = isAll;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            int read = count == 0 ? 0 : some.read(target, at, count);
            if (read < 0 && !isAll) {
                throw new IOException("connection reset");
            }
            return read;
        }

        @Override
        public void close() {
            open--;
        }
    }
}
