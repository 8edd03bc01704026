package ai.viralclip.worker.media.https;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.HostileCase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The answers of {@code responses.txt}: to {@code /N/…} that of case N, with its peculiarities. */
final class Responses implements ScriptedServer.Script {

    static final byte[] CLIP = ValidMedia.mp4(200_000);

    private static final byte[] BOMB = bomb();
    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}|[^{]+|\\{");

    private final List<HostileCase> cases = new ArrayList<>();
    private final List<List<String>> answers = new ArrayList<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    static Responses read() throws IOException {
        Responses all = new Responses();
        String text = Files.readString(HostileCase.FOLDER.resolve("responses.txt"));
        for (String one : text.split("(?m)^## ", -1)) {
            int end = one.indexOf('\n');
            if (!one.startsWith("#")) {
                all.cases.add(HostileCase.parse(one.substring(0, end)));
                all.answers.add(List.of(one.substring(end + 1).split("(?m)^---\n", -1)));
            }
        }
        return all;
    }

    List<HostileCase> cases() {
        return cases;
    }

    @Override
    public void answer(ScriptedServer.Request request, OutputStream out) throws IOException {
        String number = request.target().split("/", -1)[1];
        List<String> mine = answers.get(Integer.parseInt(number));
        int time = asked.merge(number, 1, Integer::sum) - 1;
        String answer = mine.get(Math.min(time, mine.size() - 1));
        Matcher part = PART.matcher(answer.endsWith("}\n") ? answer.stripTrailing() : answer);
        while (part.find()) {
            say(part.group(1) == null ? part.group() : part.group(1), part.group(1) != null, request, out);
        }
    }

    private static void say(String text, boolean isName, ScriptedServer.Request request, OutputStream out)
            throws IOException {
        if (!isName) {
            out.write(text.replace("\n", "\r\n").translateEscapes().getBytes(ISO_8859_1));
            return;
        }
        long first = request.first();
        long last = request.last(CLIP.length);
        switch (text) {
            case "range" -> put(out, "bytes " + first + "-" + last + "/" + CLIP.length);
            case "length" -> put(out, "" + (last - first + 1));
            case "last" -> put(out, "" + (CLIP.length - 1));
            case "total" -> put(out, "" + CLIP.length);
            case "ziplength" -> put(out, "" + BOMB.length);
            case "long" -> put(out, "x".repeat(10_000));
            case "part" -> out.write(Arrays.copyOfRange(CLIP, (int) first, (int) last + 1));
            case "whole" -> out.write(CLIP);
            case "zip" -> out.write(BOMB);
            case "cut" -> throw new ScriptedServer.Cut();
            default -> forEver(text, out);
        }
    }

    /** Until the client has enough, and the connection breaks. */
    private static void forEver(String text, OutputStream out) throws IOException {
        byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(ISO_8859_1);
        out.flush();
        while (true) {
            switch (text) {
                case "drip" -> paced(out, "x");
                case "flood" -> put(out, "X-More: of it\r\n");
                case "again" -> paced(out, "HTTP/1.1 102 Processing\r\n\r\n");
                case "endless" -> out.write(chunk);
                case "stall" -> paced(out, "");
                default -> throw new IllegalArgumentException("{" + text + "}");
            }
        }
    }

    private static void paced(OutputStream out, String text) throws IOException {
        put(out, text);
        out.flush();
        LockSupport.parkNanos(100_000_000);
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    private static byte[] bomb() {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1024 * 1024]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
