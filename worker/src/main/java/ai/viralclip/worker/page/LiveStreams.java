package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Server-sent events (WHATWG HTML, 9.2): what the worker does, once a second, to whoever keeps the connection. Each has
 * a virtual thread. They end before the web server does, which would wait for them.
 */
final class LiveStreams implements SmartLifecycle {

    /** Pages that are open at one time, in all. */
    static final int MOST = 16;

    private final NowView now;
    private final Duration every;
    private final Semaphore places = new Semaphore(MOST);
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param now what is told */
    LiveStreams(NowView now, Duration every) {
        this.now = now;
        this.every = every;
    }

    NowView view() {
        return now;
    }

    /** Returns false where there is no place left; what was taken is to be left again. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** @throws IOException where the other end is gone */
    void write(Role role, OutputStream out) throws IOException, InterruptedException {
        do {
            String event = "event: now\ndata: " + PageAnswer.Json.of(now.now(role)) + "\n\n";
            out.write(event.getBytes(UTF_8));
            out.flush();
        } while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void start() {
        // They begin when somebody asks.
    }

    @Override
    public void stop() {
        over.countDown();
    }

    @Override
    public boolean isRunning() {
        return over.getCount() > 0;
    }
}
