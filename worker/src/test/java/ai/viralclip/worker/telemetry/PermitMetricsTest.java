package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.UploadLane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PermitMetricsTest {

    private static final Uid ANA = new Uid("ana");
    private static final Uid BO = new Uid("bo");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PermitMetrics metrics = new PermitMetrics(registry, 64);

    @Test
    void demandIsWhatMovesAndWhatWaitsOnEachLane() {
        metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, ANA));
        metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, ANA));
        metrics.on(new DeliveryEvent.Granted(UploadLane.SMALL, ANA));
        metrics.on(new DeliveryEvent.Asked(UploadLane.LARGE, ANA));
        assertThat(gauge("demand", "small")).isEqualTo(2);
        assertThat(gauge("moving", "small")).isEqualTo(1);
        assertThat(gauge("demand", "large")).isEqualTo(1);
        assertThat(gauge("moving", "large")).isZero();

        metrics.on(new DeliveryEvent.Withdrawn(UploadLane.SMALL, ANA));
        metrics.on(new DeliveryEvent.Released(UploadLane.SMALL, ANA));

        assertThat(gauge("demand", "small")).isZero();
        assertThat(gauge("moving", "small")).isZero();
        assertThat(gauge("demand", "large")).isEqualTo(1);
    }

    @Test
    void theLimitIsTheOperatorsUntilTheStoreAsksForLessAndNeverNone() {
        assertThat(gauge("limit", "small")).isEqualTo(64);
        assertThat(gauge("limit", "large")).isEqualTo(16);

        metrics.on(new DeliveryEvent.Limited(32));
        assertThat(gauge("limit", "small")).isEqualTo(32);
        assertThat(gauge("limit", "large")).isEqualTo(8);

        metrics.on(new DeliveryEvent.Limited(1));
        assertThat(gauge("limit", "small")).isEqualTo(1);
        assertThat(gauge("limit", "large")).isEqualTo(1);
    }

    @Test
    void aUserWaitsOnceHoweverManyOfItsClipsDo() {
        metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, ANA));
        metrics.on(new DeliveryEvent.Asked(UploadLane.LARGE, ANA));
        metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, BO));
        assertThat(waitingUsers()).isEqualTo(2);

        metrics.on(new DeliveryEvent.Granted(UploadLane.SMALL, ANA));
        assertThat(waitingUsers()).isEqualTo(2);

        metrics.on(new DeliveryEvent.Withdrawn(UploadLane.LARGE, ANA));
        assertThat(waitingUsers()).isEqualTo(1);
    }

    @Test
    void theLargestShareIsThatOfTheUserWithTheMost() {
        assertThat(largestShare()).isZero();

        for (Uid uid : new Uid[] {ANA, ANA, ANA, BO}) {
            metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, uid));
            metrics.on(new DeliveryEvent.Granted(UploadLane.SMALL, uid));
        }
        assertThat(largestShare()).isEqualTo(0.75);

        for (int i = 0; i < 3; i++) {
            metrics.on(new DeliveryEvent.Released(UploadLane.SMALL, ANA));
        }
        assertThat(largestShare()).isEqualTo(1);

        metrics.on(new DeliveryEvent.Released(UploadLane.SMALL, BO));
        assertThat(largestShare()).isZero();
    }

    @Test
    void noTagNamesAUser() {
        metrics.on(new DeliveryEvent.Asked(UploadLane.SMALL, ANA));

        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains(ANA.value()));
    }

    private double gauge(String name, String lane) {
        return registry.get("clip.uploads." + name).tag("lane", lane).gauge().value();
    }

    private double waitingUsers() {
        return registry.get("clip.uploads.waiting.users").gauge().value();
    }

    private double largestShare() {
        return registry.get("clip.uploads.largest.share").gauge().value();
    }
}
