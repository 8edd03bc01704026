package ai.viralclip.contracts;

/**
 * Which clip of a run.
 *
 * @param n the highlight's id, from 0
 */
public record ClipName(Style style, int n) {

    public ClipName {
        Limits.notNegative("n", n);
    }

    static ClipName read(Fields in) throws ContractViolation {
        return new ClipName(in.value("style", Style::new), in.integer("n"));
    }
}
