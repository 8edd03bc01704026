package ai.viralclip.worker.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program of its own, to be run with two carrier threads: it opens pipes under its first root, which hangs in the
 * kernel, and then works with virtual threads. Says how each of them went.
 */
final class TwoCarriers {

    private TwoCarriers() {}

    public static void main(String[] arguments) throws Exception {
        Path hung = Path.of(arguments[0]);
        Path good = Path.of(arguments[1]);
        Mounts mounts = new Mounts(List.of(hung, good), Duration.ofSeconds(5));
        List<Thread> readers = new ArrayList<>();
        CountDownLatch began = new CountDownLatch(2);
        for (String name : List.of("one.mp4", "two.mp4")) {
            readers.add(Thread.ofVirtual().start(() -> {
                began.countDown();
                say(name + " " + read(mounts, hung.resolve(name)));
            }));
        }
        began.await();
        readers.add(Thread.ofVirtual().start(() -> say("other " + read(mounts, good.resolve("clip.mp4")))));
        CountDownLatch went = new CountDownLatch(1);
        Thread.ofVirtual().start(went::countDown);
        say(went.await(30, TimeUnit.SECONDS) ? "another goes on" : "nothing goes on");
        for (Thread reader : readers) {
            reader.join(Duration.ofSeconds(30));
        }
        say("hung " + mounts.roots().getFirst().hung());
        Runtime.getRuntime().halt(0);
    }

    private static String read(Mounts mounts, Path file) {
        try (InputStream in = mounts.open(file, Files.isRegularFile(file) ? 4 : 0, 0)) {
            return "has " + in.readAllBytes().length;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void say(String line) {
        try {
            System.out.write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            System.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
