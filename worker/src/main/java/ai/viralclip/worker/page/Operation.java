package ai.viralclip.worker.page;

/**
 * One thing that can be asked of the page.
 *
 * @param method of HTTP: POST wherever something is told that must not stand in an address
 * @param least the role that it takes
 */
record Operation(String method, Role least, Work work) {

    /** Does it. */
    interface Work {

        /** The answer, to be written as JSON. */
        Object answer(Asked asked) throws Unanswerable, InterruptedException;
    }

    static Operation get(Role least, Work work) {
        return new Operation("GET", least, work);
    }

    static Operation post(Role least, Work work) {
        return new Operation("POST", least, work);
    }
}
