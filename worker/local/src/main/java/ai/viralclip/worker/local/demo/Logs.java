package ai.viralclip.worker.local.demo;

import java.nio.file.Path;

/** Sends what broker, store and clients log in this process to a file: the terminal is for the demo. */
final class Logs {

    private Logs() {}

    /** To be called before the first logger exists: Logback reads both when it wakes up. */
    static void to(Path folder) {
        System.setProperty("logback.configurationFile", "clips-logback.xml");
        System.setProperty("clips.log", folder.resolve("broker-and-store.log").toString());
    }
}
