package ai.viralclip.worker.media;

/** What is wrong with the form of a file; its message names the part and the place, and is safe to show. */
final class Flaw extends Exception {

    Flaw(String what) {
        super(what);
    }
}
