package ai.viralclip.worker.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;

/**
 * One of the two streams to people. Colours and lines that change appear on a terminal only; {@code clips} says by
 * system property whether it is one, because Java cannot tell for each stream.
 */
public record Terminal(PrintStream out, boolean interactive, boolean colours) {

    private static final String RESET = "\u001b[0m";
    private static final String ERASE_LINE = "\r\u001b[K";

    public static Terminal standardOutput() {
        return of(System.out, "clips.terminal.out");
    }

    public static Terminal standardError() {
        return of(System.err, "clips.terminal.err");
    }

    private static Terminal of(PrintStream stream, String property) {
        boolean interactive = Boolean.getBoolean(property);
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(readable(stream), interactive, interactive && (noColor == null || noColor.isEmpty()));
    }

    /**
     * Java writes ASCII where no locale is named, as in a container, and a question mark for all else. What a title is
     * then printed in is what every reader takes: UTF-8.
     */
    static PrintStream readable(PrintStream stream) {
        return stream.charset().equals(US_ASCII) ? new PrintStream(stream, true, UTF_8) : stream;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Replaces what stands in the last line, where lines can change. */
    public void live(String text) {
        if (interactive) {
            out.print(ERASE_LINE + text);
            out.flush();
        }
    }

    public String green(String text) {
        return colour("\u001b[32m", text);
    }

    public String red(String text) {
        return colour("\u001b[31m", text);
    }

    public String bold(String text) {
        return colour("\u001b[1m", text);
    }

    public String dim(String text) {
        return colour("\u001b[2m", text);
    }

    private String colour(String code, String text) {
        return colours ? code + text + RESET : text;
    }
}
