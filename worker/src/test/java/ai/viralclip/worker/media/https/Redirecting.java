package ai.viralclip.worker.media.https;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.media.HostileCase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends on from {@code /r-N} as case N says, and from everywhere else to the same place again. */
final class Redirecting implements ScriptedServer.Script {

    private static final Pattern CASE = Pattern.compile("/r-([0-9]+)\\?sig=SECRET");

    private final List<HostileCase> cases;
    private final int canary;
    private volatile int here;

    Redirecting(List<HostileCase> cases, int canary) {
        this.cases = cases;
        this.canary = canary;
    }

    void at(int port) {
        here = port;
    }

    @Override
    public void answer(ScriptedServer.Request request, OutputStream out) throws IOException {
        Matcher one = CASE.matcher(request.target());
        String said = one.matches()
                ? cases.get(Integer.parseInt(one.group(1)))
                        .with("port", canary)
                        .with("here", here)
                        .with("long", "x".repeat(10_000))
                        .input()
                : "302 " + request.target();
        String head = "HTTP/1.1 " + said.substring(0, 3) + " Over There\r\nContent-Length: 0\r\nLocation: "
                + said.substring(4) + "\r\n\r\n";
        out.write(head.getBytes(UTF_8));
    }
}
