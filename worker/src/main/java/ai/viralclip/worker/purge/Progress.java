package ai.viralclip.worker.purge;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a purge has come. Survives its worker: whoever goes on counts from here.
 *
 * @param began when the purge was first taken up
 * @param objects deleted, or in a dry run found
 * @param bytes of those objects
 * @param uploads multipart uploads aborted, or in a dry run found
 */
public record Progress(Instant began, long objects, long bytes, long uploads) {

    private static final String VERSION = "p1";

    public static Progress start(Instant now) {
        return new Progress(now, 0, 0, 0);
    }

    /** What {@link #toString} gave, read back; empty where it is of another form. */
    public static Optional<Progress> parse(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 5 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Progress(
                    Instant.ofEpochMilli(Long.parseLong(parts[1])),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Progress deleted(long more, long moreBytes) {
        return new Progress(began, objects + more, bytes + moreBytes, uploads);
    }

    Progress aborted(long more) {
        return new Progress(began, objects, bytes, uploads + more);
    }

    @Override
    public String toString() {
        return String.join(";", VERSION, "" + began.toEpochMilli(), "" + objects, "" + bytes, "" + uploads);
    }
}
