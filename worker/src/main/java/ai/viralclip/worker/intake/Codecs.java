package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.bucket.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * The codecs of batches that are native code: the first batch that needs one that cannot be loaded would be the one
 * that stops its partition. So each is made to pack and unpack a few bytes at the start.
 */
final class Codecs {

    /** Without gzip, which is the JDK's, and lz4, which goes on in Java where its library cannot be loaded. */
    private static final Set<String> NATIVE = Set.of("zstd", "snappy");

    private static final byte[] SOME = "clip-rendered ".repeat(100).getBytes(UTF_8);
    private static final byte MAGIC = 2;

    private Codecs() {}

    /**
     * @param compressionTypes of the topics that are read, and of the producer; {@code producer} is any
     * @throws StartRefused where one of them may be needed and does not work
     */
    static void prove(Collection<String> compressionTypes) {
        Set<String> needed = new TreeSet<>(compressionTypes.contains("producer") ? NATIVE : compressionTypes);
        needed.retainAll(NATIVE);
        needed.forEach(Codecs::prove);
    }

    private static void prove(String codec) {
        try {
            byte[] again = unpacked(codec);
            if (!Arrays.equals(SOME, again)) {
                throw new KafkaException("what it unpacks is not what it packed");
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new StartRefused(
                    "Batches that are compressed by " + codec + " cannot be read: "
                            + Shown.sentence(Unreadable.words(e)),
                    "Its library is native, and unpacked into the folder of temporary files: that must be writable and"
                            + " not mounted noexec (--tmpfs /tmp:exec), or name another by"
                            + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…. Where no producer uses " + codec
                            + ", set the compression.type of the topics that the worker reads to the one that is used.");
        }
    }

    private static byte[] unpacked(String codec) throws IOException {
        Compression compression = Compression.of(codec).build();
        ByteBufferOutputStream packed = new ByteBufferOutputStream(SOME.length);
        try (OutputStream out = compression.wrapForOutput(packed, MAGIC)) {
            out.write(SOME);
        }
        packed.buffer().flip();
        try (InputStream in = compression.wrapForInput(packed.buffer(), MAGIC, BufferSupplier.NO_CACHING)) {
            return in.readAllBytes();
        }
    }
}
