package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A pipeline at work: publishes clips at an even pace until it is stopped, and remembers which, and when. */
final class SteadyLoad implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 5;

    private final Stage stage;
    private final EvenClips clips;
    private final double perSecond;
    private final FutureTask<List<Sent>> work = new FutureTask<>(this::publish);
    private volatile boolean stopped;

    private SteadyLoad(Stage stage, EvenClips clips, double perSecond) {
        this.stage = stage;
        this.clips = clips;
        this.perSecond = perSecond;
    }

    /**
     * One published event.
     *
     * @param nanos when it was about to be published, by {@link System#nanoTime}
     */
    record Sent(String id, int partition, long nanos) {}

    static SteadyLoad start(Stage stage, EvenClips clips, double perSecond) {
        SteadyLoad load = new SteadyLoad(stage, clips, perSecond);
        Thread.ofPlatform().daemon().name("steady-load").start(load.work);
        return load;
    }

    /** Everything that was published, in order; no more is from now on. */
    List<Sent> stop() throws InterruptedException {
        stopped = true;
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }

    private List<Sent> publish() throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        long began = System.nanoTime();
        while (!stopped) {
            long now = System.nanoTime();
            int due = (int) ((now - began) * perSecond / 1e9) + 1 - sent.size();
            if (due > 0) {
                List<ClipRendered> next = clips.next(due);
                for (Rendered one : stage.publish(next)) {
                    sent.add(new Sent(one.id(), EvenClips.partitionOf(one.clip()), now));
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return sent;
    }
}
