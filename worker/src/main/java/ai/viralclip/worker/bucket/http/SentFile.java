package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.SourceFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One file while it is sent, and how much of it was. A stretch that is opened again counts from nothing: it is sent
 * again. Thread-safe: parts are read beside each other.
 */
public final class SentFile implements SourceFiles, AutoCloseable {

    private final SourceFiles files;
    private final Runnable ended;
    private final Map<Long, LongAdder> stretches = new ConcurrentHashMap<>();

    private SentFile(SourceFiles files, Runnable ended) {
        this.files = files;
        this.ended = ended;
    }

    /**
     * Where files come from, and who is told of those that are sent.
     *
     * @param files for what is read for another reason than to be sent
     */
    public record Source(SourceFiles files, BucketEvent.Listener events) {

        /** It is sent from now on, until it is closed. */
        public SentFile begin(String key, long sizeBytes) {
            SentFile file = new SentFile(files, () -> events.on(new BucketEvent.PutEnded(key)));
            events.on(new BucketEvent.PutBegan(key, sizeBytes, file::bytes));
            return file;
        }
    }

    private long bytes() {
        return stretches.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    public InputStream open(Path path, long sizeBytes, long offset) throws IOException {
        LongAdder read = new LongAdder();
        InputStream stretch = new Stretch(files.open(path, sizeBytes, offset), read);
        stretches.put(offset, read);
        return stretch;
    }

    @Override
    public void close() {
        ended.run();
    }

    private static final class Stretch extends FilterInputStream {

        private final LongAdder read;

        Stretch(InputStream in, LongAdder read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                read.increment();
            }
            return one;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            int some = in.read(target, at, count);
            if (some > 0) {
                read.add(some);
            }
            return some;
        }
    }
}
