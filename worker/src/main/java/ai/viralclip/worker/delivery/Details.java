package ai.viralclip.worker.delivery;

/** Details go into logs, headers and events, and may quote what a stranger sent: printable, in one line, and short. */
final class Details {

    private static final int LONGEST = 300;

    private Details() {}

    static String shown(String detail) {
        String printable = detail.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST - 3) + "...";
    }
}
