package ai.viralclip.worker.bucket.s3;

import static ai.viralclip.worker.bucket.StoreUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketProbe.ProbeResult;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.local.LocalStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 server: sound, left open, and behind a relay that takes its safety away. */
final class BucketProbeIT {

    @TempDir
    private Path directory;

    private LocalStore server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = Stores.start(directory, false);
        relay = new Relay(server);
    }

    @AfterEach
    void stop() {
        relay.close();
        server.close();
    }

    @Test
    void passesOnASoundStoreOverTlsAndLeavesNothingBehind() throws Exception {
        try (var tls = Stores.start(directory.resolve("tls"), true);
                var clients = Stores.clients(tls)) {
            assertThat(check(clients)).isEqualTo(new ProbeResult.Passed());
            assertThat(clients.signed()
                            .listObjectsV2(r -> r.bucket(Stores.BUCKET))
                            .contents())
                    .isEmpty();
        }
    }

    @Test
    void findsABucketThatAnybodyMayList() throws Exception {
        server.openToEveryone(true);
        assertThat(checkThroughRelay())
                .isInstanceOfSatisfying(
                        ProbeResult.Unsafe.class,
                        unsafe -> assertThat(unsafe.problem()).contains("anybody can list it without a signature"));
    }

    @Test
    void findsABucketThatAnybodyMayRead() throws Exception {
        relay.rule(call -> call.uri().getPath().contains("/probe/")
                ? new Relay.Verdict.SignForStrangers()
                : new Relay.Verdict.Pass());
        assertThat(checkThroughRelay())
                .isInstanceOfSatisfying(
                        ProbeResult.Unsafe.class,
                        unsafe -> assertThat(unsafe.problem()).contains("anybody can read it without a signature"));
    }

    @Test
    void findsAStoreThatIgnoresConditions() throws Exception {
        relay.rule(call -> new Relay.Verdict.DropConditions());
        assertThat(checkThroughRelay())
                .isInstanceOfSatisfying(
                        ProbeResult.Unsafe.class,
                        unsafe -> assertThat(unsafe.problem()).contains("in spite of If-None-Match"));
    }

    @Test
    void takesTheAnswerOfR2ToAStrangerForARefusal() throws Exception {
        relay.rule(call -> call.signed()
                ? new Relay.Verdict.Pass()
                : new Relay.Verdict.Answer(400, "InvalidArgument", "Authorization"));
        assertThat(checkThroughRelay()).isEqualTo(new ProbeResult.Passed());
    }

    @Test
    void doesNotTakeAnOddAnswerForARefusal() throws Exception {
        relay.rule(
                call -> call.signed() ? new Relay.Verdict.Pass() : new Relay.Verdict.Answer(400, "MalformedXML", ""));
        assertThat(checkThroughRelay()).isInstanceOf(ProbeResult.Unsafe.class);
    }

    @Test
    void doesNotTakeAnOutageForARefusal() {
        relay.rule(call ->
                call.signed() ? new Relay.Verdict.Pass() : new Relay.Verdict.Answer(503, "ServiceUnavailable", ""));
        assertThat(failure(this::checkThroughRelay)).isInstanceOf(StoreFailure.Unavailable.class);
    }

    @Test
    void aWrongKeyAndAMissingBucketAreDenied() throws Exception {
        try (var clients = Stores.clients(server)) {
            var elsewhere = Stores.probe(clients, "no-such-bucket");
            assertThat(failure(elsewhere::check))
                    .isEqualTo(new StoreFailure.Denied("list no-such-bucket: 404 NoSuchBucket"));
            server.restart("another-secret");
            assertThat(failure(() -> check(clients)))
                    .isEqualTo(new StoreFailure.Denied("list clips: 403 SignatureDoesNotMatch"));
        }
    }

    @Test
    void passesOnAStoreOfAnotherRegion() throws Exception {
        try (var clients = Stores.open(Stores.at(server.endpoint(), "eu-central-1"))) {
            assertThat(check(clients)).isEqualTo(new ProbeResult.Passed());
        }
    }

    @Test
    void aRegionThatTheStoreDoesNotTakeIsDenied() {
        relay.rule(call -> new Relay.Verdict.Answer(400, "AuthorizationHeaderMalformed", "expecting 'eu-central-1'"));
        assertThat(failure(this::checkThroughRelay))
                .isEqualTo(new StoreFailure.Denied("list clips: 400 AuthorizationHeaderMalformed"));
    }

    /** The client repeats a request whose reply was lost, and meets what the first one wrote. */
    @Test
    void whicheverReplyIsLostAGoodBucketIsNotUnsafe() throws Exception {
        int requests = calls(relay.calls().size());
        for (int lost = 1; lost <= requests; lost++) {
            int begun = relay.calls().size();
            int which = begun + lost;
            relay.rule(
                    call -> relay.calls().size() == which ? new Relay.Verdict.LoseReply() : new Relay.Verdict.Pass());
            assertThat(checkThroughRelay()).as("of request %d", lost).isEqualTo(new ProbeResult.Passed());
        }
    }

    private int calls(int before) throws StoreException {
        assertThat(checkThroughRelay()).isEqualTo(new ProbeResult.Passed());
        return relay.calls().size() - before;
    }

    @Test
    void aDeletionThatFailsLeavesOneObjectHoweverOftenItIsProved() throws Exception {
        relay.rule(call -> call.method().equals("DELETE")
                ? new Relay.Verdict.Answer(403, "AccessDenied", "")
                : new Relay.Verdict.Pass());
        try (var clients = Stores.open(Stores.at(relay.endpoint()))) {
            var probe = Stores.probe(clients, Stores.BUCKET);
            for (int i = 0; i < 5; i++) {
                assertThat(failure(probe::check)).isInstanceOf(StoreFailure.Doubtful.class);
            }
            assertThat(Stores.store(clients)
                            .list("probe/", Optional.empty(), 100)
                            .items())
                    .hasSize(1);
            relay.rule(call -> new Relay.Verdict.Pass());
            assertThat(probe.check()).isEqualTo(new ProbeResult.Passed());
            assertThat(Stores.store(clients)
                            .list("probe/", Optional.empty(), 100)
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void aDeletionThatFailsDoesNotHideWhatWasFound() throws Exception {
        relay.rule(call -> call.method().equals("DELETE")
                ? new Relay.Verdict.Answer(403, "AccessDenied", "")
                : new Relay.Verdict.DropConditions());
        try (var clients = Stores.open(Stores.at(relay.endpoint()))) {
            var probe = Stores.probe(clients, Stores.BUCKET);
            for (int i = 0; i < 3; i++) {
                assertThat(probe.check()).isInstanceOf(ProbeResult.Unsafe.class);
            }
        }
    }

    @Test
    void aPageThatSaysYesToAStrangerIsNoListing() {
        relay.rule(call -> call.signed() ? new Relay.Verdict.Pass() : new Relay.Verdict.Say("<html/>"));
        assertThat(failure(this::checkThroughRelay)).isInstanceOf(StoreFailure.Unavailable.class);
    }

    private ProbeResult checkThroughRelay() throws StoreException {
        try (var clients = Stores.open(Stores.at(relay.endpoint()))) {
            return check(clients);
        }
    }

    private static ProbeResult check(S3Clients clients) throws StoreException {
        return Stores.probe(clients, Stores.BUCKET).check();
    }
}
