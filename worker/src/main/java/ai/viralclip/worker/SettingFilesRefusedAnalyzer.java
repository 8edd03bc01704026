package ai.viralclip.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which files stopped the start, in place of a stack trace. */
final class SettingFilesRefusedAnalyzer extends AbstractFailureAnalyzer<SettingFilesRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingFilesRefused cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Let each variable that is named above name a readable file with the value and nothing else, and start"
                        + " again. Files are read at the start only.",
                cause);
    }
}
