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

    private Topics() {}
}
