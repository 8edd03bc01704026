package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.WorkerProcess;
import java.util.Map;
import java.util.UUID;

/** The worker's page for operators, with tokens that are good for this run alone. */
record PageOfTheDemo(String readToken, String actToken) {

    static PageOfTheDemo withTokensOfItsOwn() {
        return new PageOfTheDemo("read-" + UUID.randomUUID(), "act-" + UUID.randomUUID());
    }

    /** What the worker is told of it. */
    Map<String, String> environment() {
        return Map.of(
                "CLIP_PAGE_ENABLED", "true",
                "CLIP_PAGE_READ_TOKEN", readToken,
                "CLIP_PAGE_ACT_TOKEN", actToken);
    }

    /** Where it is, and how to get in. */
    String told(WorkerProcess worker) {
        return """
                  page        http://localhost:%d/page/
                              token to act  %s
                              token to read %s""".indent(2).stripTrailing().formatted(worker.managementPort(), actToken, readToken);
    }
}
