package ai.viralclip.worker.cli;

import ai.viralclip.contracts.RequestFailed;

/** The worker answered that it will not do what was asked. */
public final class RequestRefused extends Exception {

    private final RequestFailed failed;

    RequestRefused(RequestFailed failed) {
        super(failed.reason().wireName() + ": " + failed.detail());
        this.failed = failed;
    }

    /** The reply. */
    public RequestFailed failed() {
        return failed;
    }
}
