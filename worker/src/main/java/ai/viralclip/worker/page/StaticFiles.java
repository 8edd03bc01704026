package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page's own files: they hold no data, and need no token. */
final class StaticFiles {

    /** The page itself. */
    static final String DOCUMENT = "/page/";

    private record Served(String name, String contentType) {}

    private static final Map<String, Served> FILES = Map.of(
            DOCUMENT,
            new Served("page.html", "text/html"),
            "/page/page.css",
            new Served("page.css", "text/css"),
            "/page/page.js",
            new Served("page.js", "text/javascript"),
            "/page/icon.svg",
            new Served("icon.svg", "image/svg+xml"));

    boolean has(String path) {
        return FILES.containsKey(path);
    }

    Optional<PageAnswer> read(String path) {
        return Optional.ofNullable(FILES.get(path))
                .map(file -> new PageAnswer.Whole(200, file.contentType(), text(file.name()), Map.of()));
    }

    private static String text(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("not in this jar: page/" + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
