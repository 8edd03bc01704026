package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 message (RFC 9112), and its bytes as they came.
 *
 * @param headers by their names in lower case
 */
record HttpHead(String startLine, Map<String, String> headers, String raw) {

    private static final int LONGEST = 64 * 1024;

    /** Empty where the connection ended before another message began. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        for (int ended = 0; ended < 4; ) {
            int next = in.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended within a head");
            }
            if (bytes.size() == LONGEST) {
                throw new IOException("a head of more than " + LONGEST + " bytes");
            }
            bytes.write(next);
            ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(parse(bytes.toString(ISO_8859_1)));
    }

    private static HttpHead parse(String raw) {
        String[] lines = raw.strip().split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new HttpHead(lines[0], headers, raw);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    long contentLength() {
        return headers.containsKey("content-length") ? Long.parseLong(header("content-length")) : 0;
    }

    boolean isChunked() {
        return header("transfer-encoding").equalsIgnoreCase("chunked");
    }

    byte[] bytes() {
        return raw.getBytes(ISO_8859_1);
    }
}
