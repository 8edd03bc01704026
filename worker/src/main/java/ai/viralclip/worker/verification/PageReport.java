package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one page looked at and found, and whether that is enough for one page. Used by one thread. */
final class PageReport {

    /**
     * What ends a page, whichever comes first. Each is crossed by a little: by the files of one step, or by one large
     * object that is read.
     */
    record Bounds(long objects, int findings, long bytesRead, Duration time) {

        /** A reply of a hundred findings and a few is far below what a broker takes in one record (1 MiB). */
        static final Bounds USUAL = new Bounds(2_000, 100, 256L * 1024 * 1024, Duration.ofSeconds(5));
    }

    private final Bounds bounds;
    private final long beganNanos = System.nanoTime();
    private final List<Finding> findings = new ArrayList<>();
    private long runs;
    private long objects;
    private long bytes;
    private long bytesRead;
    private long uploads;
    private long answers;
    private long deadLetters;
    private long unsettled;
    private String reached = "";

    PageReport(Bounds bounds) {
        this.bounds = bounds;
    }

    boolean isFull() {
        return objects + uploads + answers + deadLetters >= bounds.objects()
                || findings.size() >= bounds.findings()
                || bytesRead >= bounds.bytesRead()
                || System.nanoTime() - beganNanos >= bounds.time().toNanos();
    }

    /** How many more findings are wanted; one at least. */
    int room() {
        return Math.max(1, bounds.findings() - findings.size());
    }

    void found(List<Finding> some) {
        findings.addAll(some);
    }

    void run() {
        runs++;
    }

    void object(long sizeBytes) {
        objects++;
        bytes += sizeBytes;
    }

    void read(long sizeBytes) {
        bytesRead += sizeBytes;
    }

    void upload() {
        uploads++;
    }

    void answers(int count) {
        answers += count;
    }

    void deadLetters(int count) {
        deadLetters += count;
    }

    /** So many were not judged. */
    void unsettled(int count) {
        unsettled += count;
    }

    void reached(String where) {
        reached = where;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    long runs() {
        return runs;
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    long bytesRead() {
        return bytesRead;
    }

    long uploads() {
        return uploads;
    }

    long answers() {
        return answers;
    }

    long deadLetters() {
        return deadLetters;
    }

    long unsettled() {
        return unsettled;
    }

    String reached() {
        return reached;
    }
}
