package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaPlace;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSourceContract;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files of a server that tells versions apart, and gives parts. */
class HttpsSourceContractTest implements MediaSourceContract {

    @TempDir
    private Path temp;

    private Optional<MediaPlace> site = Optional.empty();

    @BeforeEach
    void openTheSite() throws IOException {
        site = Optional.of(new Site(temp));
    }

    @Override
    public MediaPlace place() {
        return site.orElseThrow();
    }

    private static final class Site implements MediaPlace, ScriptedServer.Script {

        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        private record Held(byte[] bytes, String etag) {}

        private final Map<String, Held> files = new ConcurrentHashMap<>();
        private final ReentrantLock answers = new ReentrantLock();
        private final ScriptedServer server;
        private final Encounter encounter;

        Site(Path temp) throws IOException {
            server = ScriptedServer.start(Encounter.AUTHORITY.server(List.of("media.example")), "127.0.0.1", this);
            encounter = Encounter.with(
                            Encounter.settings(List.of("media.example:" + server.port()), List.of("127.0.0.0/8")), temp)
                    .name("media.example", "127.0.0.1");
        }

        @Override
        public MediaSource source() {
            return encounter.source();
        }

        @Override
        public URI put(String name, byte[] bytes) {
            files.put("/" + name, new Held(bytes, "\"" + Arrays.hashCode(bytes) + "\""));
            return URI.create("https://media.example:" + server.port() + "/" + name);
        }

        @Override
        public void remove(String name) {
            files.remove("/" + name);
        }

        @Override
        public URI notAllowed() {
            return URI.create("https://127.0.0.1:" + server.port() + "/clip.mp4");
        }

        @Override
        public void hang() {
            answers.lock();
        }

        @Override
        public void answer(ScriptedServer.Request request, OutputStream out) throws IOException {
            answers.lock();
            try {
                Held held = files.get(request.target());
                if (held == null) {
                    ScriptedServer.say(out, "HTTP/1.1 404 Not Found\nContent-Length: 0", new byte[0]);
                } else {
                    answer(request, held, out);
                }
            } finally {
                answers.unlock();
            }
        }

        private static void answer(ScriptedServer.Request request, Held held, OutputStream out) throws IOException {
            int size = held.bytes().length;
            boolean isCurrent = request.header("if-range").isEmpty()
                    || request.header("if-range").equals(held.etag());
            String tag = "\nETag: " + held.etag() + "\nContent-Length: ";
            if (isCurrent && !request.header("range").isEmpty() && size == 0) {
                ScriptedServer.say(
                        out,
                        "HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */0\nContent-Length: 0",
                        new byte[0]);
            } else if (isCurrent && !request.header("range").isEmpty()) {
                int first = (int) request.first();
                int last = (int) request.last(size);
                String range = "\nContent-Range: bytes " + first + "-" + last + "/" + size;
                ScriptedServer.say(
                        out,
                        "HTTP/1.1 206 Partial Content" + range + tag + (last - first + 1),
                        Arrays.copyOfRange(held.bytes(), first, last + 1));
            } else {
                ScriptedServer.say(out, "HTTP/1.1 200 OK" + tag + size, held.bytes());
            }
        }

        @Override
        public void close() throws IOException {
            if (answers.isHeldByCurrentThread()) {
                answers.unlock();
            }
            encounter.close();
            server.close();
        }
    }
}
