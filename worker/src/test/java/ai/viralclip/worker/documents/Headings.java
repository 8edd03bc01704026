package ai.viralclip.worker.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The headings of a page. */
public final class Headings {

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) (.+)$");

    private Headings() {}

    /**
     * One heading.
     *
     * @param level 2 for {@code ##}
     * @param anchor as GitHub makes it: in lower case, without signs, and numbered where one was there before
     */
    public record Heading(int level, String title, String anchor) {}

    public static List<Heading> of(String page) {
        Map<String, Integer> seen = new HashMap<>();
        List<Heading> headings = new ArrayList<>();
        HEADING.matcher(CODE.matcher(page).replaceAll("")).results().forEach(found -> {
            String title = found.group(2).strip();
            String plain = plain(title);
            int before = seen.merge(plain, 1, Integer::sum) - 1;
            headings.add(new Heading(found.group(1).length(), title, before == 0 ? plain : plain + "-" + before));
        });
        return headings;
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                .replace(' ', '-');
    }
}
