package ai.viralclip.worker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of text under headings, aligned. The last column is not padded: URLs stay whole however wide the terminal is.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> numeric;

    private Table(List<Boolean> numeric) {
        this.numeric = numeric;
    }

    /** Columns by their headings; those that end in {@code >} hold numbers and are aligned to the right. */
    public static Table of(String... headings) {
        Table table =
                new Table(List.of(headings).stream().map(h -> h.endsWith(">")).toList());
        table.rows.add(List.of(headings).stream().map(h -> h.replace(">", "")).toList());
        return table;
    }

    /** Adds a row, a text for each column. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The lines, headings first. */
    public List<String> lines() {
        List<Integer> widths =
                IntStream.range(0, numeric.size()).mapToObj(this::width).toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), column, widths.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(String text, int column, int width) {
        boolean last = column == numeric.size() - 1;
        String padding = " ".repeat(width - text.length());
        if (numeric.get(column)) {
            return padding + text;
        }
        return last ? text : text + padding;
    }
}
