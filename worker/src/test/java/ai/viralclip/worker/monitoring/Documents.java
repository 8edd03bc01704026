package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.documents.Headings;
import ai.viralclip.worker.documents.Headings.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pages that whoever is woken reads. */
enum Documents {
    README("README.md"),
    OPERATIONS("worker/docs/OPERATIONS.md"),
    FAILURES("worker/docs/FAILURES.md"),
    METRICS("worker/docs/METRICS.md"),
    RUNBOOK("worker/docs/RUNBOOK.md"),
    MONITORING("monitoring/README.md");

    private static final Path ROOT = Path.of("..");

    private final String path;

    Documents(String path) {
        this.path = path;
    }

    String text() throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    List<Heading> headings() throws IOException {
        return Headings.of(text());
    }

    List<String> anchors() throws IOException {
        return headings().stream().map(Heading::anchor).toList();
    }
}
