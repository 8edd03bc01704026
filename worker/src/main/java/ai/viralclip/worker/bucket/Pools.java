package ai.viralclip.worker.bucket;

/** What of the store there is only so much of at one time, for whoever wants to look. */
public interface Pools {

    /** Connections to the store. */
    Pool connections();

    /** Parts of large files that are under way. */
    Pool parts();

    /** Puts whose last bytes wait for what must be stored before. */
    Pool held();

    /**
     * As it is at this moment, roughly: nobody is stopped for a look.
     *
     * @param waiting threads that wait for one
     */
    record Pool(int limit, int used, int waiting) {}
}
