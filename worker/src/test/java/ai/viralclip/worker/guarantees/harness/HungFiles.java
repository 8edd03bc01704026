package ai.viralclip.worker.guarantees.harness;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Files that hang in the kernel when another process opens them, as those of a file server that is gone do: each is
 * under a lease of this process ({@code F_SETLEASE} of fcntl(2)), and whoever opens it waits until the lease is given
 * back, or until {@code /proc/sys/fs/lease-break-time}, 45 s, is over. Looking at them does not hang. Only Linux has
 * leases.
 */
public final class HungFiles implements AutoCloseable {

    private static final int O_RDONLY = 0;
    private static final int F_SETSIG = 10;
    private static final int F_SETLEASE = 1024;
    private static final int F_WRLCK = 1;

    /** Sent to whoever holds a lease that somebody waits for. By default it is ignored; SIGIO would end the process. */
    private static final int SIGURG = 23;

    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FCNTL = call(
            "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final List<Integer> leased = new ArrayList<>();

    private HungFiles() {}

    /** From now on each of these hangs. Where the file system has no leases, the test is skipped. */
    public static HungFiles of(List<Path> files) {
        HungFiles hung = new HungFiles();
        files.forEach(hung::hang);
        return hung;
    }

    private void hang(Path file) {
        int descriptor = open(file);
        leased.add(descriptor);
        if (control(descriptor, F_SETSIG, SIGURG) < 0 || control(descriptor, F_SETLEASE, F_WRLCK) < 0) {
            close();
            Assumptions.abort("the file system of the tests gives no leases");
        }
    }

    /** How many files of this machine somebody waits for now, in the kernel, because of a lease: see proc_locks(5). */
    public static long waitedFor() throws IOException {
        try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
            return locks.filter(lock -> lock.contains(" LEASE ") && lock.contains(" BREAKING "))
                    .count();
        }
    }

    /** Whoever waits goes on: a lease ends with its descriptor. */
    @Override
    public void close() {
        leased.forEach(HungFiles::close);
        leased.clear();
    }

    private static int open(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), O_RDONLY);
        } catch (Throwable e) {
            throw new AssertionError("open", e);
        }
    }

    private static int control(int descriptor, int command, int argument) {
        try {
            return (int) FCNTL.invokeExact(descriptor, command, argument);
        } catch (Throwable e) {
            throw new AssertionError("fcntl", e);
        }
    }

    private static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError("close", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, options);
    }
}
