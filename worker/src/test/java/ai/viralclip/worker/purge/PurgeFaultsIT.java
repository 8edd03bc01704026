package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.guarantees.harness.Faults;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.guarantees.scenarios.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The right to be forgotten, where the store fails. */
class PurgeFaultsIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    @Test
    void aPurgeGoesThroughThoughAFifthOfAllRequestsToTheStoreFail() throws Exception {
        Random random = new Random(11);
        try (Arena arena = Arena.open(temp)) {
            arena.crew.addReady();
            List<ClipRendered> clips = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                clips.add(arena.files.render("u1", "r" + n % 8, "split", n, 10_000));
                clips.add(arena.files.render("u10", "r" + n % 8, "split", n, 10_000));
            }
            arena.publish(clips);
            arena.awaitAllAnswered();
            Path bucket = temp.resolve("s3").resolve("objects").resolve("clips");
            Set<String> neighbour = Stored.objects(bucket, "users/u10");
            assertThat(Stored.objects(bucket, "users/u1")).hasSize(88);

            arena.store.rule(Faults.sometimes(random, 20, call -> true, Faults.SERVER_ERRORS));
            PurgeCompleted receipt;
            try (RequestClient client = RequestClient.connect(
                    Map.of("bootstrap.servers", arena.brokers.innerServers()), InstantSource.system())) {
                receipt = client.purge(new PurgeRequested(new Uid("u1"), Optional.empty(), Optional.of(false)), LONG);
            }
            arena.store.behave();

            assertThat(arena.store.injected()).isGreaterThan(5);
            assertThat(receipt.objects()).isEqualTo(88);
            assertThat(Stored.objects(bucket, "users/u1")).isEmpty();
            assertThat(Stored.objects(bucket, "users/u10")).isEqualTo(neighbour).hasSize(88);
            assertThat(arena.outcomes.deadLetters()).isEmpty();
        }
    }
}
