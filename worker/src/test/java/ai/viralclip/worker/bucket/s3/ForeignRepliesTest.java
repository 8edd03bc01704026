package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.http.RawStore;
import ai.viralclip.worker.bucket.http.RawStore.Reply;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say 200 and lack what S3 promises: errors that name the store, and no news of the bucket. */
@Timeout(120)
final class ForeignRepliesTest {

    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String PREFIX = "users/u1/";
    private static final ObjectAttributes VIDEO = new ObjectAttributes("video/mp4", "private", Map.of());
    private static final String PAGE = "<html><body>Welcome to the guest network</body></html>";

    @TempDir
    private Path directory;

    private interface Asked {
        Object of(ObjectStore store) throws StoreException;
    }

    private static final Map<String, Asked> CALLS = Map.of(
            "put", store -> store.put(KEY, bytes(), VIDEO, new Precondition.IfAbsent()),
            "head", store -> store.head(KEY),
            "get", store -> store.get(KEY, 1_000),
            "list", store -> store.list(PREFIX, Optional.empty(), 1_000),
            "uploads", store -> store.uploads(PREFIX, Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/html; charset=utf-8", "application/xml", "application/json"})
    void aPageOfSomethingElseIsAnErrorThatNamesTheStore(String type) throws Exception {
        for (String body :
                List.of(PAGE, "<html><p>not XML", "{}", "", "<ListBucketResult/>", "<Foo><Key>a</Key></Foo>")) {
            for (var call : CALLS.entrySet()) {
                failsEach(
                        head -> new Reply.Say(RawStore.response(200, type, isHead(head) ? "" : body)), call.getValue());
            }
        }
    }

    @Test
    void evenWithAnETagAPageIsNotWhatWasAskedFor() throws Exception {
        var page = RawStore.response(200, "text/html", PAGE).replace("\r\n\r\n", "\r\nETag: \"e\"\r\n\r\n");
        failsEach(head -> new Reply.Say(page), call("put"));
        failsEach(head -> new Reply.Say(page), call("get"));
    }

    @Test
    void aDeletionThatAPageAnswersIsNone() throws Exception {
        try (var raw = new RawStore(head -> new Reply.Say(RawStore.response(200, "text/html", PAGE)));
                var clients = Stores.open(Stores.at(raw.endpoint()))) {
            var store = Stores.store(clients);
            assertThat(failure(() -> store.delete(KEY))).isInstanceOf(StoreFailure.Unavailable.class);
            assertThat(failure(() -> store.deleteAll(List.of(KEY)))).isInstanceOf(StoreFailure.Unavailable.class);
        }
        try (var raw = new RawStore(head -> new Reply.Say(RawStore.response(200, "application/xml", "<Foo/>")));
                var clients = Stores.open(Stores.at(raw.endpoint()))) {
            assertThat(Stores.store(clients).deleteAll(List.of(KEY))).containsOnlyKeys(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken/></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Size>1</Size></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>users/u1/a</Key></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>users/u1/a</Key><Size>1</Size>"
                        + "</Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>users/u2/a</Key><Size>1</Size>"
                        + "<LastModified>2026-11-25T12:00:00Z</LastModified></Contents></ListBucketResult>"
            })
    void aListingThatLacksWhatS3PromisesIsAnError(String xml) throws Exception {
        failsEach(saying(xml), call("list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<R><IsTruncated>true</IsTruncated></R>",
                "<R><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker></R>",
                "<R><IsTruncated>false</IsTruncated><Upload><Key>users/u1/a</Key></Upload></R>",
                "<R><IsTruncated>false</IsTruncated><Upload><UploadId>i</UploadId></Upload></R>",
                "<R><IsTruncated>false</IsTruncated><Upload><Key>users/u2/a</Key><UploadId>i</UploadId></Upload></R>"
            })
    void aListingOfUploadsThatLacksWhatS3PromisesIsAnError(String xml) throws Exception {
        failsEach(saying(xml), call("uploads"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The same token again and again, with and without something on the page; two tokens in turn.
                "<R><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></R>",
                "<R><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                        + "<Contents><Key>users/u1/a</Key><Size>1</Size>"
                        + "<LastModified>2026-11-25T12:00:00Z</LastModified></Contents></R>",
                "<R><IsTruncated>true</IsTruncated><NextContinuationToken>#</NextContinuationToken></R>",
                "<R><IsTruncated>true</IsTruncated><NextContinuationToken>#</NextContinuationToken>"
                        + "<Contents><Key>users/u1/a</Key><Size>1</Size>"
                        + "<LastModified>2026-11-25T12:00:00Z</LastModified></Contents></R>"
            })
    void aListingThatDoesNotGoOnEndsWithAnError(String xml) throws Exception {
        failsEach(
                head -> new Reply.Say(RawStore.response(
                        200, "application/xml", xml.replace("#", head.contains("continuation-token=a") ? "b" : "a"))),
                store -> {
                    Optional<String> from = Optional.empty();
                    int pages = 0;
                    do {
                        from = store.list(PREFIX, from, 1_000).next();
                        assertThat(pages++).isLessThanOrEqualTo(BulkRequests.ListCursor.MOST_EMPTY);
                    } while (from.isPresent());
                    return from;
                });
    }

    @Test
    void aListingOfUploadsThatDoesNotGoOnEndsWithAnError() throws Exception {
        failsEach(
                saying("<R><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
                        + "<NextUploadIdMarker>i</NextUploadIdMarker></R>"),
                store -> {
                    Optional<String> from = Optional.empty();
                    do {
                        from = store.uploads(PREFIX, from).next();
                    } while (from.isPresent());
                    return from;
                });
    }

    /** Create, part and Complete: each answered by a page or by too little, the others as S3 does it. */
    @ParameterizedTest
    @ValueSource(strings = {"uploads", "partNumber", "POST /clips/users/u1/r1/clips/clip_split_1.mp4?uploadId"})
    void anUploadInPartsIsNotStoredWhereOneStepIsNotAnsweredByAStore(String step) throws Exception {
        var path = Files.write(directory.resolve("clip.mp4"), new byte[6 * 1024 * 1024]);
        var file = PlainFile.of(path, Files.size(path), Wire.sha256(ByteBuffer.wrap(Files.readAllBytes(path))));
        for (String body : List.of(PAGE, "", "<Foo/>")) {
            failsEach(
                    head -> new Reply.Say(
                            head.contains(step) ? RawStore.response(200, "application/xml", body) : asS3(head)),
                    store -> store.put(KEY, file, VIDEO, new Precondition.IfAbsent()));
        }
    }

    @Test
    void aBodyWhoseEndNobodyCanTellIsNotRead() throws Exception {
        failsEach(
                head -> new Reply.SayEarly(
                        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"),
                call("get"));
    }

    private static String asS3(String head) {
        if (head.contains("partNumber")) {
            return "HTTP/1.1 200 OK\r\nETag: \"p\"\r\nContent-Length: 0\r\n\r\n";
        }
        if (head.startsWith("HEAD")) {
            return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        }
        return RawStore.response(
                200,
                "application/xml",
                head.contains("uploads")
                        ? "<InitiateMultipartUploadResult><UploadId>i</UploadId></InitiateMultipartUploadResult>"
                        : "<CompleteMultipartUploadResult><ETag>w</ETag></CompleteMultipartUploadResult>");
    }

    private static Asked call(String name) {
        return Objects.requireNonNull(CALLS.get(name));
    }

    private static boolean isHead(String head) {
        return head.startsWith("HEAD");
    }

    private static Function<String, Reply> saying(String xml) {
        return head -> new Reply.Say(RawStore.response(200, "application/xml", xml));
    }

    private static void failsEach(Function<String, Reply> rule, Asked asked) throws Exception {
        try (var raw = new RawStore(rule);
                var clients = Stores.open(Stores.at(raw.endpoint()))) {
            assertThat(failure(() -> asked.of(Stores.store(clients))))
                    .isInstanceOfSatisfying(
                            StoreFailure.Unavailable.class,
                            failure -> assertThat(failure.detail())
                                    .contains(String.valueOf(raw.endpoint().getPort())));
        }
    }

    private static Payload bytes() {
        return new Payload.Bytes(ByteBuffer.wrap("bytes".getBytes(UTF_8)));
    }
}
