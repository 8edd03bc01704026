package ai.viralclip.worker.tracing;

/**
 * How a clip, or one attempt at it, ended, as its span says it.
 *
 * @param outcome of a closed set, such as {@code ready}
 * @param why the reason or cause, of a closed set too; empty where all went well
 * @param failed whether that is an error; a clip that was merely overtaken is none
 */
public record Ending(String outcome, String why, boolean failed) {

    public static Ending well(String outcome) {
        return new Ending(outcome, "", false);
    }

    public static Ending badly(String outcome, String why) {
        return new Ending(outcome, why, true);
    }
}
