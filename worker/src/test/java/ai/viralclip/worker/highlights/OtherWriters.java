package ai.viralclip.worker.highlights;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** JSON as other programs write it, at the edges of what is allowed. */
final class OtherWriters {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.0",
            "-0.0e-0",
            "1e400",
            "-1E+400",
            "1e-400",
            "0.12345678901234567890123456789",
            "9".repeat(1_500),
            "-0." + "3".repeat(2_000),
            "123456789012345678901234567890",
            "1.0",
            "1.10",
            "1E5",
            "1e05",
            "9007199254740993",
            "18446744073709551616",
            "2147483648",
            "4.9E-325");

    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"\\u0061\\/b\"",
            "\"\\ud83d\\ude00\"",
            "\"😀 €\"",
            "\"\\ud83d\"",
            "\"a\\\"b\\\\\"",
            "\"\\u2028\u2028\"",
            "\"{\\\"id\\\": 1}\"",
            "\"\u007f\uFEFF\"",
            "\"\\b\\f\\n\\r\\t\"",
            "\"2026-11-22T12:00:00Z\"");

    private static final List<String> NAMES = List.of(
            "\"likes\"",
            "\"li\\u006bes\"",
            "\"\"",
            "\"a.b\"",
            "\"a b\"",
            "\"__proto__\"",
            "\"ID\"",
            "\"Title\"",
            "\"größe\"",
            "\"\\\"\"",
            "\"\\\\\"",
            "\"highlight\"");

    private final Random random;

    OtherWriters(Random random) {
        this.random = random;
    }

    /** Names with their values, some of them twice. */
    List<String[]> fields(int most) {
        List<String[]> fields = new ArrayList<>();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            fields.add(new String[] {any(NAMES), value(random.nextInt(4))});
        }
        return fields;
    }

    String value(int depth) {
        List<Supplier<String>> kinds = List.of(
                () -> any(NUMBERS),
                () -> any(TEXTS),
                () -> any(List.of("true", "false", "null", "[]", "{}", "[ ]", "{ }", "[\n\t1 ,2]")),
                () -> "[" + space() + value(depth - 1) + space() + "," + value(depth - 1) + "]",
                () -> "{" + any(NAMES) + space() + ":" + value(depth - 1) + "," + any(NAMES) + ":" + space()
                        + value(depth - 1) + "}",
                () -> "[".repeat(1_200) + value(0) + "]".repeat(1_200));
        return kinds.get(random.nextInt(depth <= 0 ? 3 : kinds.size())).get();
    }

    String space() {
        return any(List.of("", "", " ", "\n  ", "\t", "\r\n"));
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
