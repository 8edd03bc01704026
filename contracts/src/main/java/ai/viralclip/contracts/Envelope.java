package ai.viralclip.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as a CloudEvent 1.0, in Kafka's binary mode (attributes in headers, data in the value) or in structured mode
 * (both in the value). Attributes that nobody needs are nobody's business: an extension whose name is wrong, or a
 * {@code dataschema} that is no URI, is no reason to refuse an event. Read by hand, because the library says what is
 * wrong by exceptions of many kinds, and not where.
 */
public final class Envelope {

    /** What names an event is repeated in every answer to it, and must fit there. */
    private static final int LONGEST = 256;

    private final EnvelopeMode mode;

    private Envelope(EnvelopeMode mode) {
        this.mode = mode;
    }

    /** A record's headers, whatever library they come from. */
    public interface Headers {

        /** The value of the last one of this name; null where there is none, or where its value is. */
        byte @Nullable [] last(String name);

        /** Of all of them. */
        List<String> names();
    }

    /**
     * What an envelope holds.
     *
     * @param time empty where the producer left it out
     */
    public record Event<E extends EventData>(E data, URI source, String id, Optional<Instant> time) {}

    /** Never throws: what is wrong with it is said when it is read. */
    public static Envelope of(EventCodec codec, Headers headers, byte @Nullable [] value) {
        return new Envelope(EnvelopeMode.of(codec, headers, value));
    }

    /**
     * All of it.
     *
     * @throws ContractViolation {@link Reason#EVENT_UNREADABLE} with all that is wrong with the attributes, each by its
     *     name; else as {@link EventCodec#decode}
     */
    public <E extends EventData> Event<E> read(Class<E> type) throws ContractViolation {
        Problems problems = new Problems(mode);
        mode.check(problems);
        if (mode.isHopeless()) {
            problems.throwAny();
        }
        String typeName = EventType.of(type).typeName();
        problems.required("specversion", text -> only("1.0", text));
        Optional<String> id = problems.required("id", Envelope::name);
        Optional<URI> source = problems.required("source", Envelope::uri);
        problems.required("type", text -> only(typeName, text));
        Optional<Instant> time = problems.optional("time", EventTimes::parse);
        problems.throwAny();
        return new Event<>(mode.data(type), source.orElseThrow(), id.orElseThrow(), time);
    }

    /** Its id, where that can be read at all. */
    public Optional<String> id() {
        return new Problems(mode).required("id", Envelope::name);
    }

    /** Its source, where that can be read at all. */
    public Optional<URI> source() {
        return new Problems(mode).required("source", Envelope::uri);
    }

    /**
     * An extension's text, such as {@code traceparent}'s; empty where there is none, or it is no text. Never throws.
     */
    public Optional<String> extension(String name) {
        try {
            return mode.attribute(name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whatever a broken event still says about whose it is. Never throws.
     *
     * @param key the record's, as {@link EventCodec#knownIds}
     */
    public KnownIds knownIds(@Nullable String key) {
        return mode.knownIds(key);
    }

    private static String only(String right, String text) {
        if (!text.equals(right)) {
            throw new IllegalArgumentException("is \"" + Shown.value(text) + "\", not " + right);
        }
        return text;
    }

    /** Any characters but those that CloudEvents forbids: controls, halves of pairs, what Unicode never assigns. */
    private static String name(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        if (!text.codePoints().allMatch(Envelope::isCharacter)) {
            throw new IllegalArgumentException("has a control character, or one that is none");
        }
        return text;
    }

    private static boolean isCharacter(int c) {
        boolean isNone = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && !isNone;
    }

    private static URI uri(String text) {
        try {
            return new URI(inAscii(name(text)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is \"" + Shown.value(text) + "\", which is no URI", e);
        }
    }

    private static String inAscii(String text) {
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("is no URI: it has a space, or a character that is to be escaped");
        }
        return text;
    }
}
