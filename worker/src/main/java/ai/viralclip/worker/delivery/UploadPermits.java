package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.BucketEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one place that says how many clips' bytes move at one time: by count, learned from the store, and by bytes. Who
 * waits gets its turn by users ({@link FairQueue}), on the {@link UploadLane} of its size.
 */
final class UploadPermits implements BucketEvent.Listener {

    private final long mostBytes;
    private final DeliveryEvent.Listener events;
    private final AdaptiveLimit limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Lane small = new Lane();
    private final Lane large = new Lane();

    /**
     * @param most small clips at one time; a quarter as many large ones beside them
     * @param mostBytes of large clips at one time; one clip alone may have more
     */
    UploadPermits(int most, long mostBytes, InstantSource clock, DeliveryEvent.Listener events) {
        this.mostBytes = mostBytes;
        this.events = events;
        this.limit = new AdaptiveLimit(most, clock);
    }

    private static final class Lane {

        private final FairQueue<Waiter> waiting = new FairQueue<>();
        private int moving;
        private long movingBytes;
    }

    private static final class Waiter {

        private final long bytes;
        private final Condition turn;
        private boolean granted;

        Waiter(long bytes, Condition turn) {
            this.bytes = bytes;
            this.turn = turn;
        }
    }

    /** The right to move one clip's bytes; to be closed whatever happens. */
    interface Permit extends AutoCloseable {

        /** The store took the bytes without complaint. */
        void succeeded();

        @Override
        void close();
    }

    /** Waits for its turn. */
    Permit acquire(Uid uid, long clipBytes) throws InterruptedException {
        UploadLane kind = UploadLane.of(clipBytes);
        Lane lane = kind == UploadLane.LARGE ? large : small;
        events.on(new DeliveryEvent.Asked(kind, uid));
        lock.lock();
        try {
            await(lane, uid, new Waiter(clipBytes, lock.newCondition()));
        } catch (InterruptedException e) {
            events.on(new DeliveryEvent.Withdrawn(kind, uid));
            throw e;
        } finally {
            lock.unlock();
        }
        events.on(new DeliveryEvent.Granted(kind, uid));
        return permit(lane, clipBytes, new DeliveryEvent.Released(kind, uid));
    }

    /** Fewer from now on, where the store asks for that. */
    @Override
    public void on(BucketEvent event) {
        if (event instanceof BucketEvent.Throttled(String key)) {
            change(() -> limit.throttled(key));
        }
    }

    private void await(Lane lane, Uid uid, Waiter waiter) throws InterruptedException {
        lane.waiting.add(uid, waiter);
        grant();
        try {
            while (!waiter.granted) {
                waiter.turn.await();
            }
        } catch (InterruptedException e) {
            if (waiter.granted) {
                release(lane, waiter.bytes);
            } else {
                lane.waiting.remove(uid, waiter);
            }
            grant();
            throw e;
        }
    }

    private Permit permit(Lane lane, long bytes, DeliveryEvent released) {
        return new Permit() {

            @Override
            public void succeeded() {
                change(limit::succeeded);
            }

            @Override
            public void close() {
                lock.lock();
                try {
                    release(lane, bytes);
                    grant();
                } finally {
                    lock.unlock();
                }
                events.on(released);
            }
        };
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            int before = limit.value();
            how.run();
            if (limit.value() != before) {
                // Inside the lock, so that the last one told is the one that holds.
                events.on(new DeliveryEvent.Limited(limit.value()));
                grant();
            }
        } finally {
            lock.unlock();
        }
    }

    private void grant() {
        int largest = UploadLane.LARGE.limit(limit.value());
        while (small.moving < limit.value() && grantNext(small, Long.MAX_VALUE)) {
            // the next one
        }
        while (large.moving < largest && grantNext(large, large.moving == 0 ? Long.MAX_VALUE : mostBytes)) {
            // the next one
        }
    }

    private static boolean grantNext(Lane lane, long most) {
        Optional<Waiter> next = lane.waiting.peek().filter(waiter -> waiter.bytes <= most - lane.movingBytes);
        next.ifPresent(waiter -> {
            lane.waiting.poll();
            lane.moving++;
            lane.movingBytes += waiter.bytes;
            waiter.granted = true;
            waiter.turn.signal();
        });
        return next.isPresent();
    }

    private static void release(Lane lane, long bytes) {
        lane.moving--;
        lane.movingBytes -= bytes;
    }
}
