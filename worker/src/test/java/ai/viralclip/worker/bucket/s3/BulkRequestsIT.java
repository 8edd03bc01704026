package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.StoreUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store answers to requests about many objects, where the local store does not answer so. */
final class BulkRequestsIT extends BehindARelay {

    private ObjectStore store;

    @BeforeEach
    void openStore() {
        store = Stores.store(clients);
    }

    @Test
    void everyKeysOwnErrorIsReadAndAnUnnamedKeyIsNotDeleted() throws Exception {
        relay.rule(call -> new Relay.Verdict.Say("""
                <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Deleted><Key>gone</Key></Deleted>
                  <Error><Key>broken</Key><Code>InternalError</Code><Message>?</Message></Error>
                  <Error><Key>hot</Key><Code>SlowDown</Code><Message>?</Message></Error>
                  <Error><Key>locked</Key><Code>ObjectLockedByBucketPolicy</Code><Message>?</Message></Error>
                  <Error><Key>never</Key><Code>NoSuchKey</Code><Message>?</Message></Error>
                </DeleteResult>"""));

        assertThat(store.deleteAll(List.of("gone", "broken", "hot", "locked", "never", "untold")))
                .isEqualTo(Map.of(
                        "broken", new StoreFailure.Unavailable("delete broken: InternalError", false),
                        "hot", new StoreFailure.Unavailable("delete hot: SlowDown", true),
                        "locked", new StoreFailure.Doubtful("delete locked: ObjectLockedByBucketPolicy"),
                        "untold", new StoreFailure.Unavailable("delete untold: untold", false)));
    }

    @Test
    void aPageThatIsEmptyAndNotTheLastLeadsToTheNext() throws Exception {
        relay.rule(call -> new Relay.Verdict.Say(
                call.uri().getQuery().contains("continuation-token=t")
                        ? "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                        : "<ListBucketResult><IsTruncated>true</IsTruncated>"
                                + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>"));

        var first = store.list("users/u1/", Optional.empty(), 1_000);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(store.list("users/u1/", first.next(), 1_000).next()).isEmpty();
    }

    @Test
    void uploadsAreListedPageByPage() throws Exception {
        relay.rule(
                call -> new Relay.Verdict.Say(
                        call.uri().getQuery().contains("upload-id-marker=i1")
                                ? "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
                                        + "<Upload><Key>k2</Key><UploadId>i2</UploadId></Upload></ListMultipartUploadsResult>"
                                : "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>"
                                        + "<NextKeyMarker>k 1</NextKeyMarker><NextUploadIdMarker>i1</NextUploadIdMarker>"
                                        + "<Upload><Key>k 1</Key><UploadId>i1</UploadId></Upload></ListMultipartUploadsResult>"));

        var first = store.uploads("k", Optional.empty());
        assertThat(first.items()).containsExactly(new OpenUpload("k 1", "i1", Optional.empty()));
        var last = store.uploads("k", first.next());
        assertThat(last.items()).containsExactly(new OpenUpload("k2", "i2", Optional.empty()));
        assertThat(last.next()).isEmpty();
        assertThat(relay.calls().getLast().uri().getQuery()).contains("key-marker=k 1");
    }

    @Test
    void anOutageIsToldOnceForAllKeys() {
        relay.rule(call -> new Relay.Verdict.Answer(503, "ServiceUnavailable", "?"));
        assertThat(StoreUnderTest.failure(() -> store.deleteAll(List.of("a", "b"))))
                .isEqualTo(new StoreFailure.Unavailable("delete 2 objects: 503 ServiceUnavailable", false));
    }
}
