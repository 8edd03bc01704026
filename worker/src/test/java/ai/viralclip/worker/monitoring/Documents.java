package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The pages that whoever is woken reads. */
enum Documents {
    README("README.md"),
    OPERATIONS("worker/docs/OPERATIONS.md"),
    FAILURES("worker/docs/FAILURES.md"),
    METRICS("worker/docs/METRICS.md"),
    RUNBOOK("worker/docs/RUNBOOK.md"),
    MONITORING("monitoring/README.md");

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) (.+)$");

    private final String path;

    Documents(String path) {
        this.path = path;
    }

    /** @param level of the heading: 2 for {@code ##} */
    record Heading(int level, String title, String anchor) {}

    String text() throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    /** As GitHub makes their anchors: in lower case, without signs, and numbered where one was there before. */
    List<Heading> headings() throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        List<Heading> headings = new ArrayList<>();
        HEADING.matcher(CODE.matcher(text()).replaceAll("")).results().forEach(found -> {
            String plain = found.group(2)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                    .replace(' ', '-');
            int before = seen.merge(plain, 1, Integer::sum) - 1;
            headings.add(new Heading(
                    found.group(1).length(), found.group(2).strip(), before == 0 ? plain : plain + "-" + before));
        });
        return headings;
    }

    List<String> anchors() throws IOException {
        return headings().stream().map(Heading::anchor).toList();
    }
}
