package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bucket's layout; the one place that spells keys, and reads them back.
 *
 * <pre>
 * users/{uid}/{run_id}/highlights.json             users/u_42/run-7/highlights.json
 * users/{uid}/{run_id}/clips/clip_{style}_{n}.mp4  users/u_42/run-7/clips/clip_left_focus_3.mp4
 * users/{uid}/{run_id}/clips/clip_{style}_{n}.jpg  users/u_42/run-7/clips/clip_left_focus_3.jpg
 * </pre>
 *
 * <p>Ids hold no {@code /} and no {@code ..}, so that no key can leave its user's prefix.
 *
 * <p>There is one grammar, that of writing: a key is taken apart, its parts are made what they claim to be, and it is a
 * key of this worker where these, written again, give the same key. So what can be written is read, whatever the ids
 * are, and nothing else is.
 */
public final class ObjectKeys {

    /** What every key begins with that a worker writes for a user. */
    public static final String USERS = "users/";

    private static final String HIGHLIGHTS = "highlights.json";
    private static final String CLIP = "clip_";

    private ObjectKeys() {}

    /** For example {@code users/u_42/}: everything of one user, and of no other. */
    public static String userPrefix(Uid uid) {
        return USERS + uid.value() + "/";
    }

    /** For example {@code users/u_42/run-7/}. */
    public static String runPrefix(Uid uid, RunId run) {
        return userPrefix(uid) + run.value() + "/";
    }

    /** For example {@code users/u_42/run-7/clips/}: the run's videos and thumbnails. */
    public static String clipsPrefix(Uid uid, RunId run) {
        return runPrefix(uid, run) + "clips/";
    }

    /** For example {@code users/u_42/run-7/highlights.json}. */
    public static String highlights(Uid uid, RunId run) {
        return runPrefix(uid, run) + HIGHLIGHTS;
    }

    /** Whether it is a run's document. */
    public static boolean isHighlights(String key) {
        return runOfHighlights(key).isPresent();
    }

    /** For example {@code users/u_42/run-7/clips/clip_left_focus_3.mp4}. */
    public static String video(Uid uid, RunId run, Style style, int n) {
        return clipsPrefix(uid, run) + new ClipFile(style, n, Kind.VIDEO).name();
    }

    /** For example {@code users/u_42/run-7/clips/clip_left_focus_3.jpg}. */
    public static String thumbnail(Uid uid, RunId run, Style style, int n) {
        return clipsPrefix(uid, run) + new ClipFile(style, n, Kind.THUMBNAIL).name();
    }

    /** For example {@code clip_left_focus_3.}: what the names of one clip's files begin with. */
    public static String clipStem(Style style, int n) {
        return CLIP + style.value() + "_" + n + ".";
    }

    /**
     * Reads a clip's name back.
     *
     * @param keyOrName what follows the last slash is read
     * @return empty where it is not a name that {@link #video} or {@link #thumbnail} could have made
     */
    public static Optional<ClipFile> parse(String keyOrName) {
        String name = keyOrName.substring(keyOrName.lastIndexOf('/') + 1);
        return readBack(name, ObjectKeys::clipFile, ClipFile::name);
    }

    /** Whether {@link #video} or {@link #thumbnail} could have made the whole key, not its name alone. */
    public static boolean isClip(String key) {
        return clipAt(key).isPresent();
    }

    /** The clip's file that lies under the key; empty where {@link #isClip} says none does. */
    public static Optional<ClipFile> clipAt(String key) {
        return parse(key)
                .filter(file -> readBack(
                                key, ObjectKeys::runOf, run -> clipsPrefix(run.uid(), run.runId()) + file.name())
                        .isPresent());
    }

    /** In whose run's folder the key lies, whatever it is; empty where that is nobody's. */
    public static Optional<Run> runAround(String key) {
        try {
            return Optional.of(runOf(key)).filter(run -> key.startsWith(runPrefix(run.uid(), run.runId())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whose {@code highlights.json} lies under the key; empty where none does. */
    public static Optional<Run> runOfHighlights(String key) {
        return readBack(key, ObjectKeys::runOf, run -> highlights(run.uid(), run.runId()));
    }

    private static <T> Optional<T> readBack(String text, Function<String, T> parts, Function<T, String> written) {
        try {
            return Optional.of(parts.apply(text))
                    .filter(read -> written.apply(read).equals(text));
        } catch (IllegalArgumentException e) {
            // A part is no id, or no number.
            return Optional.empty();
        }
    }

    /** From its end: styles hold underscores and dots too. */
    private static ClipFile clipFile(String name) {
        int dot = name.lastIndexOf('.');
        int number = name.lastIndexOf('_', Math.max(dot, 0));
        if (!name.startsWith(CLIP) || number < CLIP.length() || dot < number) {
            throw new IllegalArgumentException("is not clip_<style>_<n>.<suffix>");
        }
        return new ClipFile(
                new Style(name.substring(CLIP.length(), number)),
                Integer.parseInt(name.substring(number + 1, dot)),
                Kind.of(name.substring(dot + 1)));
    }

    private static Run runOf(String key) {
        String[] parts = key.split("/", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("is not of a run");
        }
        return new Run(new Uid(parts[1]), new RunId(parts[2]));
    }

    /** One run of one user. */
    public record Run(Uid uid, RunId runId) {}

    /** What a file of a clip is. */
    public enum Kind {
        VIDEO("mp4"),
        THUMBNAIL("jpg");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        private static Kind of(String suffix) {
            return Arrays.stream(values())
                    .filter(kind -> kind.suffix.equals(suffix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("is no suffix of a clip's file"));
        }
    }

    /** A file of a clip, without its folder; {@code n} from 0. */
    public record ClipFile(Style style, int n, Kind kind) {

        public ClipFile {
            if (n < 0) {
                throw new IllegalArgumentException("n is negative");
            }
        }

        /** For example {@code clip_left_focus_3.mp4}. */
        public String name() {
            return clipStem(style, n) + kind.suffix;
        }
    }
}
