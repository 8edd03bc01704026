package ai.viralclip.worker.local.demo;

import java.io.PrintStream;

/**
 * One of the two streams to people. Colours and lines that change appear on a terminal only; {@code clips} says by
 * system property whether it is one, because Java cannot tell for each stream.
 */
record Terminal(PrintStream out, boolean interactive, boolean colours) {

    private static final String RESET = "\u001b[0m";
    private static final String ERASE_LINE = "\r\u001b[K";

    static Terminal standardOutput() {
        return of(System.out, "clips.terminal.out");
    }

    static Terminal standardError() {
        return of(System.err, "clips.terminal.err");
    }

    private static Terminal of(PrintStream stream, String property) {
        boolean interactive = Boolean.getBoolean(property);
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(stream, interactive, interactive && (noColor == null || noColor.isEmpty()));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Replaces what stands in the last line, where lines can change. */
    void live(String text) {
        if (interactive) {
            out.print(ERASE_LINE + text);
            out.flush();
        }
    }

    String green(String text) {
        return colour("\u001b[32m", text);
    }

    String red(String text) {
        return colour("\u001b[31m", text);
    }

    String bold(String text) {
        return colour("\u001b[1m", text);
    }

    String dim(String text) {
        return colour("\u001b[2m", text);
    }

    private String colour(String code, String text) {
        return colours ? code + text + RESET : text;
    }
}
