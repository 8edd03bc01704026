package ai.viralclip.worker.media.file;

/** How a root of {@code clip.media.file-roots} is, as far as the last calls told. */
public enum RootState {
    /** Nothing is known against it. */
    USABLE,
    /** It is not there, or nothing is in it: not mounted. */
    GONE,
    /** Some calls to it hang; others may get through. */
    SLUGGISH,
    /** So many calls to it hang that no more are made. */
    UNRESPONSIVE
}
