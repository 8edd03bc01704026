package ai.viralclip.contracts;

/** The default names of the topics. */
public final class Topics {

    /** In: what the pipeline rendered. */
    public static final String CLIP_RENDERED = "clip-rendered";

    /** Out: what is stored and can be read. */
    public static final String CLIP_READY = "clip-ready";

    /** Out: what will not become a clip. */
    public static final String CLIP_FAILED = "clip-failed";

    /** Out: rejected records of {@link #CLIP_RENDERED}, byte for byte, with {@link DeadLetterHeaders}. */
    public static final String CLIP_RENDERED_DLT = "clip-rendered-dlt";

    /** In: somebody asks for a run's clips. */
    public static final String CLIPS_REQUESTED = "clips-requested";

    /** Out: replies to {@link #CLIPS_REQUESTED}. */
    public static final String CLIPS_LISTED = "clips-listed";

    /** In: a user or a run is to be deleted. */
    public static final String PURGE_REQUESTED = "purge-requested";

    /** Out: receipts of {@link #PURGE_REQUESTED}. */
    public static final String PURGE_COMPLETED = "purge-completed";

    /** In: somebody asks whether bucket, documents and answers agree. */
    public static final String VERIFY_REQUESTED = "verify-requested";

    /** Out: replies to {@link #VERIFY_REQUESTED}. */
    public static final String VERIFY_COMPLETED = "verify-completed";

    /** Between workers: which users and runs were purged, and until when; compacted. */
    public static final String PURGES = "purges";

    /** Between operators: what was done with dead letters; compacted. */
    public static final String DEAD_LETTERS = "deadletters";

    private Topics() {}
}
