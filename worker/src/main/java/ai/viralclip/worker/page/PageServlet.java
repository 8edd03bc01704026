package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The page's end of the web server: knows HTTP, and nothing else. */
final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** A filter and a note are far shorter. */
    private static final int MOST_BYTES = 64 * 1024;

    /** What is used behind it. */
    record Parts(OperatorPage page, LiveStreams streams, ContentPolicy policy) {}

    private final transient Supplier<Parts> parts;

    /** @param parts asked for with each request, and not before the first */
    PageServlet(Supplier<Parts> parts) {
        this.parts = parts;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parts behind = parts.get();
        behind.policy().headers().forEach(response::setHeader);
        if (request.getRequestURI().equals("/page")) {
            response.setStatus(308);
            response.setHeader("Location", StaticFiles.DOCUMENT);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            write(PageAnswer.refused(413, "Send less than " + MOST_BYTES / 1024 + " KB."), response);
            return;
        }
        try {
            answer(behind, asked(request, new String(body, UTF_8)), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            write(PageAnswer.refused(503, "The worker stops."), response);
        }
    }

    private static void answer(Parts behind, PageRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        switch (behind.page().answer(request)) {
            case PageAnswer.Whole whole -> write(whole, response);
            case PageAnswer.Live(var role) -> stream(behind.streams(), role, response);
        }
    }

    private static void stream(LiveStreams streams, Role role, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!streams.enter()) {
            write(
                    PageAnswer.refused(
                            503, LiveStreams.MOST + " pages are open: close one, or look with the key r now and then."),
                    response);
            return;
        }
        try {
            response.setContentType("text/event-stream");
            response.setHeader("X-Accel-Buffering", "no");
            streams.write(role, response.getOutputStream());
        } finally {
            streams.leave();
        }
    }

    private static void write(PageAnswer.Whole answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.contentType());
        byte[] body = answer.body().getBytes(UTF_8);
        response.setCharacterEncoding(UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static PageRequest asked(HttpServletRequest request, String body) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            List<String> values = Collections.list(request.getHeaders(name));
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values));
        }
        return new PageRequest(request.getMethod(), request.getRequestURI(), request.getRemoteAddr(), headers, body);
    }
}
