package ai.viralclip.worker.local.demo;

/** The demo cannot go on; the message says the next step. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String message) {
        super(message);
    }
}
