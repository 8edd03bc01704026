package ai.viralclip.worker;

import ai.viralclip.worker.bucket.StoreSettingRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting of the store, or of the way to it, stopped the start. */
final class StoreSettingRefusedAnalyzer extends AbstractFailureAnalyzer<StoreSettingRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreSettingRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
