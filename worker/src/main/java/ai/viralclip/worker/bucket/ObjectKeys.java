package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bucket's layout; the one place that spells keys.
 *
 * <pre>
 * users/{uid}/{run_id}/highlights.json             users/u_42/run-7/highlights.json
 * users/{uid}/{run_id}/clips/clip_{style}_{n}.mp4  users/u_42/run-7/clips/clip_left_focus_3.mp4
 * users/{uid}/{run_id}/clips/clip_{style}_{n}.jpg  users/u_42/run-7/clips/clip_left_focus_3.jpg
 * </pre>
 *
 * <p>Ids hold no {@code /} and no {@code ..}, so that no key can leave its user's prefix.
 */
public final class ObjectKeys {

    /** Nine digits: always an int. Greedy up to the last underscore, since styles hold underscores too. */
    private static final Pattern CLIP =
            Pattern.compile("clip_([A-Za-z0-9][A-Za-z0-9._-]{0,127})_(0|[1-9][0-9]{0,8})\\.(mp4|jpg)");

    private static final Pattern RUN_HIGHLIGHTS = Pattern.compile(
            "users/([A-Za-z0-9][A-Za-z0-9._-]{0,127})/([A-Za-z0-9][A-Za-z0-9._-]{0,127})/highlights\\.json");
    private static final String HIGHLIGHTS = "highlights.json";

    private ObjectKeys() {}

    /** For example {@code users/u_42/}: everything of one user, and of no other. */
    public static String userPrefix(Uid uid) {
        return "users/" + uid.value() + "/";
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
    static boolean isHighlights(String key) {
        return key.endsWith('/' + HIGHLIGHTS);
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
        return "clip_" + style.value() + "_" + n + ".";
    }

    /**
     * Reads a clip's name back.
     *
     * @param keyOrName what follows the last slash is read
     * @return empty where it is not a name that {@link #video} or {@link #thumbnail} could have made
     */
    public static Optional<ClipFile> parse(String keyOrName) {
        var matcher = CLIP.matcher(keyOrName.substring(keyOrName.lastIndexOf('/') + 1));
        if (!matcher.matches() || matcher.group(1).contains("..")) {
            return Optional.empty();
        }
        return Optional.of(new ClipFile(
                new Style(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3).equals("mp4") ? Kind.VIDEO : Kind.THUMBNAIL));
    }

    /** Whose {@code highlights.json} lies under the key; empty where none does. */
    public static Optional<Run> runOfHighlights(String key) {
        var matcher = RUN_HIGHLIGHTS.matcher(key);
        return matcher.matches() && !key.contains("..")
                ? Optional.of(new Run(new Uid(matcher.group(1)), new RunId(matcher.group(2))))
                : Optional.empty();
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
    }

    /** A file of a clip, without its folder. */
    public record ClipFile(Style style, int n, Kind kind) {

        /** For example {@code clip_left_focus_3.mp4}. */
        public String name() {
            return clipStem(style, n) + kind.suffix;
        }
    }
}
