package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** What the bytes of a body must add up to. Taken while they move; used once, by one thread. */
sealed interface Checksum {

    void add(byte[] bytes, int at, int count);

    /** Whether all that was added is what was expected; asked once, at the end. */
    boolean holds();

    static Checksum of(Sha256 expected) {
        return new Hash(Wire.sha256(), expected);
    }

    /**
     * For a part, whose hash is nothing by itself.
     *
     * @param expected base64, as {@link Wire#base64(CRC32)} has it
     */
    static Checksum ofCrc32(String expected) {
        return new Crc(new CRC32(), expected);
    }

    record Hash(MessageDigest digest, Sha256 expected) implements Checksum {

        @Override
        public void add(byte[] bytes, int at, int count) {
            digest.update(bytes, at, count);
        }

        @Override
        public boolean holds() {
            return Wire.sha256(digest).equals(expected);
        }
    }

    record Crc(CRC32 crc, String expected) implements Checksum {

        @Override
        public void add(byte[] bytes, int at, int count) {
            crc.update(bytes, at, count);
        }

        @Override
        public boolean holds() {
            return Wire.base64(crc).equals(expected);
        }
    }
}
