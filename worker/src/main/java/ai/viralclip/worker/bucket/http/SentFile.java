package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes of one put while they are sent, and how many of them were. A stretch that is opened again counts from
 * nothing: it is sent again. Thread-safe: parts are read beside each other.
 */
public final class SentFile implements SourceBytes, AutoCloseable {

    private final SourceBytes source;
    private final Runnable ended;
    private final Map<Long, LongAdder> stretches = new ConcurrentHashMap<>();

    private SentFile(SourceBytes source, Runnable ended) {
        this.source = source;
        this.ended = ended;
    }

    /**
     * They are sent from now on, until this is closed.
     *
     * @param events is told of both
     */
    public static SentFile begin(String key, Payload.Streamed media, BucketEvent.Listener events) {
        SentFile sent = new SentFile(media.bytes(), () -> events.on(new BucketEvent.PutEnded(key)));
        events.on(new BucketEvent.PutBegan(key, media.sizeBytes(), sent::bytes));
        return sent;
    }

    private long bytes() {
        return stretches.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        LongAdder read = new LongAdder();
        InputStream stretch = new Stretch(source.open(offset), read);
        stretches.put(offset, read);
        return stretch;
    }

    @Override
    public boolean isNear() {
        return source.isNear();
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
