package ai.viralclip.worker;

import java.util.List;

/** Settings that are given as files cannot be read; the process ends with this message. */
final class SettingFilesRefused extends RuntimeException {

    /** @param problems each with its setting's name, and without a value */
    SettingFilesRefused(List<String> problems) {
        super("Settings that are given as files are not usable:\n  - " + String.join("\n  - ", problems));
    }
}
