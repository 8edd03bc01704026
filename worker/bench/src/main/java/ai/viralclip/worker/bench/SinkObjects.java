package ai.viralclip.worker.bench;

import ai.viralclip.worker.bench.SinkConnection.Request;
import ai.viralclip.worker.bench.SinkConnection.Response;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the {@link Sink} holds, and how it answers. */
final class SinkObjects {

    private record Stored(String etag, long size, ByteBuffer body, Map<String, String> meta) {}

    /** S3 promises one, and nobody here compares it. */
    private static final String LAST_MODIFIED = "Sat, 28 Nov 2026 12:00:00 GMT";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final Line line;
    private volatile long latencyMillis;

    SinkObjects(Line line) {
        this.line = line;
    }

    /** Media is read and forgotten: only what is read again is kept. */
    static boolean isKept(String path) {
        return !path.endsWith(".mp4") && !path.endsWith(".jpg");
    }

    Response answer(Request request) throws InterruptedException {
        if (request.path().equals("/control/latency")) {
            latencyMillis = Long.parseLong(request.query());
            return Response.of(200, "");
        }
        if (request.path().equals("/control/bytes-per-second")) {
            line.limit(Long.parseLong(request.query()));
            return Response.of(200, "");
        }
        if (latencyMillis > 0) {
            Thread.sleep(latencyMillis);
        }
        if (!request.isSigned()) {
            return Response.of(403, "<Error><Code>AccessDenied</Code></Error>");
        }
        return switch (request.method()) {
            case "PUT" -> put(request);
            case "POST" -> post(request);
            case "GET", "HEAD" -> get(request);
            default -> {
                if (request.query().isEmpty()) {
                    objects.remove(request.path());
                }
                yield Response.of(204, "");
            }
        };
    }

    private Response put(Request request) {
        String etag = "%032x".formatted(next.incrementAndGet());
        if (!request.query().isEmpty() && request.query().contains("partNumber=")) {
            return new Response(200, Map.of("ETag", '"' + etag + '"'), NOTHING);
        }
        return store(request, new Stored(etag, request.length(), request.body(), meta(request)));
    }

    private Response store(Request request, Stored stored) {
        boolean[] holds = {true};
        objects.compute(request.path(), (path, there) -> {
            String mustMatch = request.headers().get("if-match");
            holds[0] = !(request.headers().containsKey("if-none-match") && there != null)
                    && (mustMatch == null || (there != null && mustMatch.equals('"' + there.etag() + '"')));
            return holds[0] ? stored : there;
        });
        return holds[0]
                ? new Response(200, Map.of("ETag", '"' + stored.etag() + '"'), NOTHING)
                : Response.of(412, "<Error><Code>PreconditionFailed</Code></Error>");
    }

    private Response post(Request request) {
        if (request.query().startsWith("uploads")) {
            String id = Long.toString(next.incrementAndGet());
            return Response.of(
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
        }
        String etag = "%032x-2".formatted(next.incrementAndGet());
        Response stored = store(request, new Stored(etag, 0, NOTHING, meta(request)));
        return stored.status() != 200
                ? stored
                : Response.of(
                        200,
                        "<CompleteMultipartUploadResult><ETag>\"" + etag + "\"</ETag></CompleteMultipartUploadResult>");
    }

    private Response get(Request request) {
        Stored there = objects.get(request.path());
        if (there == null) {
            return nothing(request);
        }
        Map<String, String> headers = new HashMap<>(there.meta());
        headers.put("ETag", '"' + there.etag() + '"');
        headers.put("Last-Modified", LAST_MODIFIED);
        boolean head = request.method().equals("HEAD");
        if (head) {
            headers.put("content-length", Long.toString(there.size()));
        }
        return new Response(200, headers, head ? NOTHING : there.body());
    }

    private static Response nothing(Request request) {
        if (request.query().contains("list-type")) {
            return Response.of(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
        }
        if (request.query().contains("uploads")) {
            return Response.of(
                    200, "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>");
        }
        return Response.of(404, request.method().equals("HEAD") ? "" : "<Error><Code>NoSuchKey</Code></Error>");
    }

    private static Map<String, String> meta(Request request) {
        Map<String, String> meta = new HashMap<>();
        meta.put("Content-Type", request.headers().getOrDefault("content-type", "binary/octet-stream"));
        if (isKept(request.path())) {
            request.headers().forEach((name, value) -> {
                if (name.startsWith("x-amz-meta-")) {
                    meta.put(name, value);
                }
            });
        }
        return meta;
    }
}
