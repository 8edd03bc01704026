package ai.viralclip.worker.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One word of an expression. */
record PromQlToken(Kind kind, String text) {

    enum Kind {
        /** Without its quotes. */
        STRING("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'"),
        /** With its brackets; a board may have a variable in it. */
        RANGE("\\[[^\\]]*]"),
        NUMBER("\\d[\\d.]*(?:[eE][+-]?\\d+)?(?:(?:ms|[smhdwy])(?:\\d+(?:ms|[smhdwy]))*)?"),
        NAME("[a-zA-Z_:$][a-zA-Z0-9_:]*"),
        SIGN("==|!=|>=|<=|=~|!~|[-+*/%^<>=(){},@]");

        private final String form;

        Kind(String form) {
            this.form = form;
        }
    }

    private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\\n]*)+");
    private static final Pattern WORD = Pattern.compile(String.join(
            "|",
            List.of(Kind.values()).stream()
                    .map(kind -> "(?<" + kind.name() + ">" + kind.form + ")")
                    .toList()));

    static List<PromQlToken> all(String text) {
        List<PromQlToken> tokens = new ArrayList<>();
        Matcher blank = BLANK.matcher(text);
        Matcher word = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (blank.region(at, text.length()).lookingAt()) {
                at = blank.end();
            } else if (word.region(at, text.length()).lookingAt()) {
                tokens.add(token(word));
                at = word.end();
            } else {
                throw new IllegalArgumentException("no word of PromQL: " + text.substring(at));
            }
        }
        return tokens;
    }

    private static PromQlToken token(Matcher word) {
        for (Kind kind : Kind.values()) {
            String text = word.group(kind.name());
            if (text != null) {
                return new PromQlToken(kind, kind == Kind.STRING ? text.substring(1, text.length() - 1) : text);
            }
        }
        throw new IllegalStateException(word.group());
    }
}
