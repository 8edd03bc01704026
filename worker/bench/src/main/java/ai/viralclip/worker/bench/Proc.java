package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a process in {@code /proc}. */
final class Proc {

    /** On every machine that Java runs on, Linux counts processor time in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /** Processor time, user and system, of all its threads so far. */
    static double cpuSeconds(long pid) {
        return seconds(Long.toString(pid), 11);
    }

    /** Of that, what a JVM's compilers took, C1 and C2; one of their threads that has ended counts no more. */
    static double compilerCpuSeconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(Path::getFileName)
                    .map(thread -> pid + "/task/" + thread)
                    .filter(thread -> read(thread, "comm").matches("C[12] Compiler.*\\s*"))
                    .mapToDouble(thread -> seconds(thread, 11))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("the process ended", e);
        }
    }

    /** Processor time of the children of this JVM that have ended. */
    static double cpuSecondsOfEndedChildren() {
        return seconds("self", 13);
    }

    /** The most memory that it ever had in use, in MiB. */
    static long peakResidentMib(long pid) {
        return read(Long.toString(pid), "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    /** Seconds that the machine's processors had nothing to do so far, all together. */
    static double idleSeconds() {
        try {
            return Double.parseDouble(
                    Files.readString(Path.of("/proc/uptime")).trim().split(" ", -1)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(String process, int userField) {
        String stat = read(process, "stat");
        // Counted from after the command, which may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[userField]) + Long.parseLong(fields[userField + 1])) / TICKS_PER_SECOND;
    }

    private static String read(String process, String file) {
        try {
            return Files.readString(Path.of("/proc", process, file));
        } catch (IOException e) {
            throw new UncheckedIOException("the process ended", e);
        }
    }
}
