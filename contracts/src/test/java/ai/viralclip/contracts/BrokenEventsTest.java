package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class BrokenEventsTest {

    private static final String EXAMPLE = Files.example(EventType.CLIP_RENDERED).toString();

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /uid                          |                    | CONTRACT_BROKEN | is missing
            /uid                          | null               | CONTRACT_BROKEN | is not a string
            /uid                          | 7                  | CONTRACT_BROKEN | is not a string
            /uid                          | ""                 | ID_INVALID      | is not 1 to 128
            /uid                          | "a/b"              | ID_INVALID      | is not 1 to 128
            /uid                          | "a..b"             | ID_INVALID      | is not 1 to 128
            /uid                          | "u1\\n"            | ID_INVALID      | "u1?"
            /run_id                       | ".hidden"          | ID_INVALID      | is not 1 to 128
            /style                        | "läft"             | ID_INVALID      | "l?ft"
            /video_url                    | ["x"]              | CONTRACT_BROKEN | is not a string
            /video_title                  | false              | CONTRACT_BROKEN | is not a string
            /video_title                  | "\\ud83d"          | CONTRACT_BROKEN | is not well-formed
            /highlight                    | null               | CONTRACT_BROKEN | is not an object
            /highlight                    | []                 | CONTRACT_BROKEN | is not an object
            /highlight/id                 |                    | CONTRACT_BROKEN | is missing
            /highlight/id                 | "3"                | CONTRACT_BROKEN | is not an integer
            /highlight/id                 | 3.0                | CONTRACT_BROKEN | is not an integer
            /highlight/id                 | 3e0                | CONTRACT_BROKEN | is not an integer
            /highlight/id                 | -1                 | CONTRACT_BROKEN | is not an integer
            /highlight/id                 | 2147483648         | CONTRACT_BROKEN | is not an integer
            /highlight/id                 | true               | CONTRACT_BROKEN | is not an integer
            /highlight/title              | null               | CONTRACT_BROKEN | is not a string
            /highlight/start              | "1:00"             | CONTRACT_BROKEN | is not a time
            /highlight/end                | "00:00:60"         | CONTRACT_BROKEN | is not a time
            /highlight/duration           | ""                 | CONTRACT_BROKEN | is not a number
            /highlight/duration           | "3.5"              | CONTRACT_BROKEN | is not a number
            /highlight/duration           | 1e999              | CONTRACT_BROKEN | is not between
            /highlight/pad_before_seconds | -0.5               | CONTRACT_BROKEN | is not between
            /video                        |                    | CONTRACT_BROKEN | is missing
            /video/uri                    |                    | CONTRACT_BROKEN | is missing
            /video/uri                    | "media/3.mp4"      | CONTRACT_BROKEN | is not an absolute URI
            /video/uri                    | "s3://b/a b"       | CONTRACT_BROKEN | is not an absolute URI
            /video/size_bytes             | 12.0               | CONTRACT_BROKEN | is not an integer
            /video/size_bytes             | 9223372036854775808| CONTRACT_BROKEN | is not an integer
            /video/sha256                 | "ABC"              | CONTRACT_BROKEN | is not 64
            /thumbnail                    | "none"             | CONTRACT_BROKEN | is not an object
            /thumbnail/uri                | null               | CONTRACT_BROKEN | is not a string
            """)
    void aWrongFieldIsNamedWithItsPath(String path, String value, Reason reason, String problem) {
        byte[] json = withField(path, value);
        assertViolation(() -> codec.decode(json, ClipRendered.class), reason, path, problem);
    }

    @Test
    void aTextThatNoAnswerCouldRepeatIsRefused() {
        String longest = "\uD83C\uDFAC".repeat(65_536);
        assertThatCode(() -> codec.decode(withField("/highlight/title", "\"" + longest + "\""), ClipRendered.class))
                .doesNotThrowAnyException();
        byte[] json = withField("/highlight/title", "\"" + longest + "x\"");
        assertViolation(
                () -> codec.decode(json, ClipRendered.class),
                Reason.CONTRACT_BROKEN,
                "/highlight/title",
                "is longer than 65536 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | is empty
            ` ` | is empty
            `{"uid":"a"` | is not JSON
            `{"uid":"a","uid":"a"}` | is not JSON
            `{"x":{"y":1,"y":1}}` | is not JSON
            `{} {}` | is not JSON
            `{"x":NaN}` | is not JSON
            `{'uid':'a'}` | is not JSON
            `{"uid":"a",}` | is not JSON
            `{/**/}` | is not JSON
            """)
    void whatIsNotPlainJsonIsUnreadable(String json, String problem) {
        assertViolation(() -> codec.decode(utf8(json), ClipRendered.class), Reason.EVENT_UNREADABLE, "", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"x\"", "1"})
    void whatIsNoObjectIsBrokenAsAWhole(String json) {
        assertViolation(
                () -> codec.decode(utf8(json), ClipRendered.class), Reason.CONTRACT_BROKEN, "", "is not an object");
    }

    @Test
    void otherEncodingsThanUtf8AreUnreadable() {
        byte[] utf16 = EXAMPLE.getBytes(StandardCharsets.UTF_16LE);
        byte[] latin1 = EXAMPLE.replace("Ship", "Schöpf").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] json : new byte[][] {utf16, latin1, utf8("\ufeff" + EXAMPLE)}) {
            assertViolation(() -> codec.decode(json, ClipRendered.class), Reason.EVENT_UNREADABLE, "", "is not");
        }
    }

    @Test
    void depthAndLengthAreBounded() {
        String deep = "{\"x\":" + "[".repeat(100_000);
        String longer = EXAMPLE + " ".repeat(EventCodec.LONGEST_BYTES);
        for (String json : new String[] {deep, longer}) {
            assertViolation(() -> codec.decode(utf8(json), ClipRendered.class), Reason.EVENT_UNREADABLE, "", "is");
        }
    }

    @Test
    void aMessageQuotesAtMostFortyPrintableCharacters() {
        byte[] json = withField("/uid", "\"" + "\\u001b[31m".repeat(20) + "\"");
        assertThatExceptionOfType(ContractViolation.class)
                .isThrownBy(() -> codec.decode(json, ClipRendered.class))
                .satisfies(broken ->
                        assertThat(broken.getMessage()).startsWith("/uid: ").matches("[\\x20-\\x7e]{1,160}"));
    }

    @Test
    void theThumbnailOfAReadyClipMayBeNullButNotLeftOut() throws ContractViolation {
        ObjectNode ready = (ObjectNode) Files.example(EventType.CLIP_READY);
        ready.putNull("thumbnail");
        ClipReady read = codec.decode(utf8(ready.toString()), ClipReady.class);
        assertThat(new String(codec.encode(read), StandardCharsets.UTF_8)).contains("\"thumbnail\":null");
        ready.remove("thumbnail");
        assertViolation(
                () -> codec.decode(utf8(ready.toString()), ClipReady.class),
                Reason.CONTRACT_BROKEN,
                "/thumbnail",
                "is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CLIPS_REQUESTED | "page_size":50 | "page_size":0    | /page_size             | is not an integer from 1
            CLIPS_REQUESTED | "n":3          | "n":-1           | /clip/n                | is not an integer from 0
            PURGE_REQUESTED | false          | "false"          | /dry_run               | is not true or false
            PURGE_COMPLETED | "dry_run":false,| ``              | /dry_run               | is missing
            CLIPS_LISTED    | "present"      | "gone"           | /highlights            | is not present, missing
            CLIPS_LISTED    | "clips":[      | "clips":[7,      | /clips/0               | is not an object
            CLIPS_LISTED    | "clips":[      | "clips":{},"x":[ | /clips                 | is not an array
            CLIPS_LISTED    | "etag":"5d41   | "etag":7,"x":"   | /clips/0/video/etag    | is not a string
            VERIFY_REQUESTED| true           | 1                | /deep                  | is not true or false
            VERIFY_COMPLETED| "object_without| "x              | /findings/0/kind       | is not one of the known
            VERIFY_COMPLETED| "runs":1       | "runs":-1        | /runs                  | is not an integer from 0
            REQUEST_FAILED  | contract_broken| purged           | /reason                | is not one of the known
            """)
    void aWrongFieldOfARequestOrReplyIsNamedWithItsPath(
            EventType type, String right, String wrong, String path, String problem) {
        String example = Files.example(type).toString();
        assertThat(example).contains(right);
        byte[] json = utf8(example.replace(right, wrong));
        assertViolation(() -> codec.decode(json, type.data()), Reason.CONTRACT_BROKEN, path, problem);
    }

    private static void assertViolation(ThrowingCallable call, Reason reason, String path, String problem) {
        assertThatExceptionOfType(ContractViolation.class).isThrownBy(call).satisfies(broken -> {
            assertThat(broken.reason()).isEqualTo(reason);
            assertThat(broken.path()).isEqualTo(path);
            assertThat(broken.getMessage()).contains(problem);
        });
    }

    /** Spliced as text, so that the value's spelling (3.0, 1e999) is kept. */
    private static byte[] withField(String path, @Nullable String value) {
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode tree = Files.JSON.readTree(EXAMPLE);
        ObjectNode parent = (ObjectNode) tree.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (value == null) {
            parent.remove(name);
            return utf8(tree.toString());
        }
        parent.put(name, "@here@");
        return utf8(tree.toString().replace("\"@here@\"", value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
