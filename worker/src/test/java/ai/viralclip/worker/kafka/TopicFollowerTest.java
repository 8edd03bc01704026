package ai.viralclip.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class TopicFollowerTest {

    @Test
    void whateverBreaksIsToldAndTriedAgainUntilItIsInterrupted() throws InterruptedException {
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        TopicFollower follower = new TopicFollower(
                () -> {
                    throw new IllegalStateException("not one of Kafka's");
                },
                "topic",
                new TopicFollower.Reading() {
                    @Override
                    public void read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {}

                    @Override
                    public Duration failed(RuntimeException why) {
                        failures.add(why);
                        return Duration.ofMillis(1);
                    }
                });
        Thread thread = Thread.ofVirtual().start(follower::run);

        await().until(() -> failures.size() > 3);
        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        assertThat(failures).allSatisfy(why -> assertThat(why).isInstanceOf(IllegalStateException.class));
    }
}
