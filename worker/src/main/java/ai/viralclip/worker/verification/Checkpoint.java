package ai.viralclip.worker.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.kafka.TopicPages.Place;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a verification goes on; what a cursor says. It stays right whatever is stored or deleted meanwhile, and for as
 * long as anybody keeps it.
 */
sealed interface Checkpoint {

    /**
     * Among the objects.
     *
     * @param after the last key that was looked at; empty before the first
     * @param entry of the run of the next key, highlights below this id were compared already
     */
    record Objects(String after, int entry) implements Checkpoint {

        static final Objects START = new Objects("", 0);
    }

    /**
     * Among the multipart uploads under way.
     *
     * @param page as the store names it; empty for the first
     * @param passed uploads of that page that were looked at
     */
    record Uploads(String page, int passed) implements Checkpoint {

        static final Uploads START = new Uploads("", 0);
    }

    /** Among the records of {@code clip-ready}. */
    record Answers(Place place) implements Checkpoint {}

    /** Among the dead letters. */
    record Letters(Place place) implements Checkpoint {}

    /** As it stands in a cursor: letters that a shell leaves alone. */
    default String cursor() {
        String text = switch (this) {
            case Objects(var after, var entry) -> "o:" + entry + ":" + after;
            case Uploads(var page, var passed) -> "u:" + passed + ":" + page;
            case Answers(var place) -> "a:" + place.partition() + ":" + place.offset();
            case Letters(var place) -> "d:" + place.partition() + ":" + place.offset();
        };
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Where the request's cursor says; the beginning where it has none. */
    static Checkpoint of(Optional<String> cursor, VerificationScope scope) throws InvalidCheckpoint {
        if (cursor.isEmpty()) {
            return Objects.START;
        }
        try {
            Checkpoint read = parse(new String(Base64.getUrlDecoder().decode(cursor.get()), UTF_8));
            boolean isElsewhere =
                    read instanceof Objects(var after, var _) && !after.isEmpty() && !after.startsWith(scope.prefix());
            if (!isElsewhere && read.cursor().equals(cursor.get())) {
                return read;
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static InvalidCheckpoint unknown() {
        return new InvalidCheckpoint("/cursor: is not the next_cursor of a verification of this scope");
    }

    private static Checkpoint parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("has no three parts");
        }
        int number = Integer.parseUnsignedInt(parts[1]);
        return switch (parts[0]) {
            case "o" -> new Objects(parts[2], number);
            case "u" -> new Uploads(parts[2], number);
            case "a" -> new Answers(new Place(number, Long.parseUnsignedLong(parts[2])));
            case "d" -> new Letters(new Place(number, Long.parseUnsignedLong(parts[2])));
            default -> throw new IllegalArgumentException("is of no known stage");
        };
    }
}
