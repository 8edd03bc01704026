package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a pipeline renders: clips of many users and runs, each rendered once, small enough for many of them. */
final class Clips {

    private static final List<String> STYLES = List.of("split", "left_focus", "intelligent_split", "original");

    private final RenderedFiles files;
    private final Random random;
    private final int runs;
    private final AtomicInteger next = new AtomicInteger();

    /** @param runs over how many runs the clips spread, and so over how many keys */
    Clips(RenderedFiles files, Random random, int runs) {
        this.files = files;
        this.random = random;
        this.runs = runs;
    }

    List<ClipRendered> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private ClipRendered next() {
        return ofBytes(2_000 + random.nextInt(20_000));
    }

    /** One whose video has so many bytes. */
    ClipRendered ofBytes(long videoBytes) {
        int number = next.getAndIncrement();
        int run = number % runs;
        return files.render(
                "user" + run % 11, "run" + run, STYLES.get(number % STYLES.size()), number / runs, videoBytes);
    }
}
