package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    private final KeyOrder lanes = new KeyOrder();
    private final List<String> started = new ArrayList<>();

    @Test
    void eventsOfOneClipBeginOneAfterTheOther() {
        enter("a", "a1");
        enter("a", "a2");
        enter("a", "a3");
        assertThat(started).containsExactly("a1");

        lanes.leave("a");
        assertThat(started).containsExactly("a1", "a2");

        lanes.leave("a");
        assertThat(started).containsExactly("a1", "a2", "a3");
    }

    @Test
    void anotherClipDoesNotWait() {
        enter("a", "a1");
        enter("a", "a2");
        enter("b", "b1");

        assertThat(started).containsExactly("a1", "b1");
    }

    @Test
    void aClipThatIsThroughBeginsAtOnceTheNextTime() {
        enter("a", "a1");
        lanes.leave("a");

        enter("a", "a2");

        assertThat(started).containsExactly("a1", "a2");
    }

    @Test
    void aClipIsFamiliarUntilManyOthersCameAfterIt() {
        assertThat(lanes.isFamiliar("a")).isFalse();
        enter("a", "a1");
        lanes.leave("a");
        assertThat(lanes.isFamiliar("a")).isTrue();

        for (int i = 0; i < 2_000; i++) {
            enter("other" + i, "o");
            lanes.leave("other" + i);
        }

        assertThat(lanes.isFamiliar("a")).isFalse();
    }

    private void enter(String clip, String name) {
        lanes.enter(clip, () -> started.add(name));
    }
}
