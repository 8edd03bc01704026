package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.cli.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says what the demo is doing while it does it: lines that stay, and on a terminal one that ticks. */
final class Progress {

    private static final Duration TICK = Duration.ofMillis(250);

    private final Terminal terminal;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Step<T, E extends Exception> {
        T run() throws E;
    }

    void line(String text) {
        terminal.live("");
        terminal.line(text);
    }

    void live(String text) {
        terminal.live(text);
    }

    /** Runs a step, saying that it began, and how it ended. */
    <T, E extends Exception> T step(String what, Step<T, E> step, Consumer<T> done) throws E {
        long start = System.nanoTime();
        if (!terminal.interactive()) {
            terminal.line(what + " ...");
        }
        Thread ticker = Thread.ofVirtual().start(() -> tick(what, start));
        T result;
        try {
            result = step.run();
        } finally {
            stop(ticker);
            terminal.live("");
        }
        done.accept(result);
        return result;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }

    private void tick(String what, long start) {
        try {
            while (true) {
                long elapsed = (System.nanoTime() - start) / 1_000_000_000;
                terminal.live(what + " ... " + (elapsed > 0 ? elapsed + " s" : ""));
                Thread.sleep(TICK);
            }
        } catch (InterruptedException done) {
            // by stop()
        }
    }

    private static void stop(Thread ticker) {
        ticker.interrupt();
        try {
            ticker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
