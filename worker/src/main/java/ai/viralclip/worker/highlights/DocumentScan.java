package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * Reads a {@code highlights.json} once through. The one rule of what such a document is, for those who write it and for
 * those who show it: an object in UTF-8 whose {@code highlights}, where there are any, are a list. Where a name comes
 * twice the last one counts, as it does for most readers of JSON.
 */
final class DocumentScan {

    static final String HIGHLIGHTS = "highlights";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Hears what is found, in its order. */
    interface Found {

        /** Any field but the list. */
        void member(Member member);

        /**
         * A list begins.
         *
         * @param earlier one that was found before, and does not count
         */
        void list(Optional<Member> earlier);

        /** An entry of the list that began last. */
        void entry(String raw);
    }

    private final RawJson json;
    private final Found found;

    /** Of the list that was found last. */
    private String rawName = "";

    private int from = -1;
    private int to;

    private DocumentScan(RawJson json, Found found) {
        this.json = json;
        this.found = found;
    }

    static void of(ByteBuffer document, Found found) throws BrokenHighlights {
        try (RawJson json = new RawJson(text(document))) {
            new DocumentScan(json, found).run();
        } catch (JacksonException e) {
            throw new BrokenHighlights("highlights.json is not JSON");
        }
    }

    private static char[] text(ByteBuffer document) throws BrokenHighlights {
        try {
            CharBuffer text = UTF_8.newDecoder().decode(document.duplicate());
            if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
                text.get();
            }
            char[] chars = new char[text.remaining()];
            text.get(chars);
            return chars;
        } catch (CharacterCodingException e) {
            throw new BrokenHighlights("highlights.json is not in UTF-8");
        }
    }

    private void run() throws BrokenHighlights {
        if (json.next() != JsonToken.START_OBJECT) {
            throw notSuch();
        }
        while (json.next() == JsonToken.PROPERTY_NAME) {
            if (json.name().equals(HIGHLIGHTS)) {
                list();
            } else {
                found.member(json.member());
            }
        }
        if (json.next() != null) {
            throw notSuch();
        }
    }

    private void list() throws BrokenHighlights {
        found.list(from < 0 ? Optional.empty() : Optional.of(new Member(rawName, HIGHLIGHTS, json.text(from, to))));
        rawName = json.rawName();
        if (json.next() != JsonToken.START_ARRAY) {
            throw notSuch();
        }
        from = json.start();
        while (json.next() != JsonToken.END_ARRAY) {
            found.entry(json.raw());
        }
        to = json.end();
    }

    private static BrokenHighlights notSuch() {
        return new BrokenHighlights("highlights.json is not an object with a list of highlights");
    }
}
