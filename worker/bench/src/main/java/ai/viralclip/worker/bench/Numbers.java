package ai.viralclip.worker.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured a few times. */
record Numbers(List<Double> values) {

    Numbers {
        values = values.stream().sorted().toList();
    }

    static Numbers of(double... values) {
        return new Numbers(Arrays.stream(values).boxed().toList());
    }

    /** One figure of all that was measured. */
    static <T> Numbers of(List<T> measured, ToDoubleFunction<T> figure) {
        return new Numbers(measured.stream().map(figure::applyAsDouble).toList());
    }

    /** Round by round, so that a machine that is slow for a minute is slow for both. */
    static <T> Numbers ratios(List<T> measured, List<T> to, ToDoubleFunction<T> figure) {
        return new Numbers(IntStream.range(0, measured.size())
                .mapToObj(round -> figure.applyAsDouble(measured.get(round)) / figure.applyAsDouble(to.get(round)))
                .toList());
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The value that this share of all is not above. */
    double quantile(double share) {
        return values.get((int) Math.min(values.size() - 1L, Math.round(Math.ceil(share * values.size())) - 1));
    }

    double max() {
        return values.getLast();
    }

    /** Median, and from least to most. */
    String shown(String format) {
        String median = String.format(Locale.ROOT, format, median());
        return values.size() == 1
                ? median
                : "%s (%s–%s)".formatted(median, text(format, values.getFirst()), text(format, values.getLast()));
    }

    static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
