package ai.viralclip.worker.image;

import static ai.viralclip.worker.image.Docker.docker;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of an image, as {@code tar} lists them. */
record Layers(List<Entry> files) {

    private static final Pattern LINE =
            Pattern.compile("(?<mode>\\S+) +(?<owner>\\S+) +\\S+ \\S+ \\S+ (?<name>.*?)( -> .*)?");

    /** What Docker itself puts into every container. */
    private static final Pattern DOCKERS =
            Pattern.compile("\\.dockerenv|(dev|proc|sys)/.*|etc/(hosts|hostname|mtab|resolv\\.conf)");

    /** One file, with its mode and owner as {@code ls -l} shows them. */
    record Entry(String mode, String owner, String name) {}

    static Layers of(String image) {
        String container = docker("create", image).orFail();
        try {
            String list = Docker.run(Map.of(), "sh", "-c", "docker export " + container + " | tar -tv --numeric-owner")
                    .orFail();
            return new Layers(list.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> !DOCKERS.matcher(line.group("name")).matches())
                    .map(line -> new Entry(line.group("mode"), line.group("owner"), line.group("name")))
                    .toList());
        } finally {
            docker("rm", container);
        }
    }
}
