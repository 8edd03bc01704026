package ai.viralclip.worker.highlights;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks through JSON and gives its parts as their writer wrote them: nothing is made a number or a map that another
 * form could come out of. Any part that is JSON passes, but for nesting deeper than {@link #DEEPEST}.
 */
final class RawJson implements AutoCloseable {

    /** Each level takes some 50 bytes of the heap while it is read. */
    static final int DEEPEST = 100_000;

    /** A document is bounded as a whole: no number or name in it is too long. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final char[] text;
    private final JsonParser parser;

    RawJson(char[] text) {
        this.text = text;
        this.parser = JSON.createParser(ObjectReadContext.empty(), text);
    }

    /** The members of an object that is known to be one, in their order; a name may come twice. */
    static List<Member> members(String object) {
        List<Member> members = new ArrayList<>();
        try (RawJson json = new RawJson(object.toCharArray())) {
            json.next();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                members.add(json.member());
            }
        }
        return members;
    }

    /** The next token; null after the last. */
    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    /** At a name: that one and its value, with all that is in it. */
    Member member() {
        String rawName = rawName();
        String name = name();
        next();
        return new Member(rawName, name, raw());
    }

    /** At a name: that one, decoded. */
    String name() {
        return parser.currentName();
    }

    /** At a name: that one as it is written, with its quotes. */
    String rawName() {
        int from = start();
        int to = from + 1;
        while (text[to] != '"') {
            to += text[to] == '\\' ? 2 : 1;
        }
        return text(from, to + 1);
    }

    /** At a value: all of it, as it is written. */
    String raw() {
        int from = start();
        parser.skipChildren();
        parser.finishToken();
        return text(from, end());
    }

    /** Where the token begins. */
    int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Behind what was read. */
    int end() {
        return (int) parser.currentLocation().getCharOffset();
    }

    String text(int from, int to) {
        return new String(text, from, to - from);
    }

    @Override
    public void close() {
        parser.close();
    }
}
