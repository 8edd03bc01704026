package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to the {@link Sink}: request after request, until the other side hangs up. */
final class SinkConnection {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LARGEST_HEAD = 32 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final SinkObjects objects;
    private final Line line;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private SinkConnection(Socket socket, SinkObjects objects, Line line) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.out = socket.getOutputStream();
        this.objects = objects;
        this.line = line;
    }

    /** @param headers by their names in lower case */
    record Request(
            String method, String path, String query, Map<String, String> headers, ByteBuffer body, long length) {

        boolean isSigned() {
            return headers.containsKey("authorization") || path.startsWith("/open/");
        }
    }

    record Response(int status, Map<String, String> headers, ByteBuffer body) {

        static Response of(int status, String body) {
            return new Response(status, Map.of(), UTF_8.encode(body));
        }
    }

    static void serve(Socket socket, SinkObjects objects, Line line) {
        try (socket) {
            SinkConnection connection = new SinkConnection(socket, objects, line);
            while (connection.serveOne()) {
                // the next one
            }
        } catch (IOException hungUp) {
            // Whoever sends knows why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean serveOne() throws IOException, InterruptedException {
        String head = head();
        if (head.isEmpty()) {
            return false;
        }
        Request request = request(head);
        Response response = objects.answer(request);
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + response.status() + " S\r\n");
        response.headers()
                .forEach((name, value) ->
                        answer.append(name).append(": ").append(value).append("\r\n"));
        if (!response.headers().containsKey("content-length") && response.status() != 204) {
            answer.append("content-length: ")
                    .append(response.body().remaining())
                    .append("\r\n");
        }
        byte[] start = answer.append("\r\n").toString().getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + response.body().remaining());
        response.body().duplicate().get(all, start.length, all.length - start.length);
        out.write(all);
        out.flush();
        return true;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LARGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
            int length = head.length();
            if (next == '\n' && length >= 4 && head.charAt(length - 3) == '\n') {
                return head.toString();
            }
        }
        throw new IOException("a head without an end");
    }

    private Request request(String head) throws IOException, InterruptedException {
        String[] lines = head.split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(name, lines[i].substring(colon + 1).strip());
            }
        }
        String[] target = first[1].split("\\?", 2);
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        ByteBuffer body = SinkObjects.isKept(target[0]) ? ByteBuffer.wrap(in.readNBytes((int) length)) : skip(length);
        return new Request(first[0], target[0], target.length > 1 ? target[1] : "", headers, body, length);
    }

    private ByteBuffer skip(long length) throws IOException, InterruptedException {
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            line.carry(read);
            left -= read;
        }
        return ByteBuffer.allocate(0);
    }
}
