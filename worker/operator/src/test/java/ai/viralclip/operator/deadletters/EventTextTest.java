package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventTextTest {

    @Test
    void numbersAreTheOnesThatWereSent() {
        EventText text = EventText.of(
                "{\"a\":1.50,\"b\":1e400,\"c\":-0,\"d\":12345678901234567890,\"e\":[true,null,\"x\"],\"f\":0.10e-2}"
                        .getBytes(UTF_8));

        assertThat(text.isJson()).isTrue();
        assertThat(text.text().orElseThrow().replaceAll("\\s+", " "))
                .isEqualTo("{ \"a\" : 1.50, \"b\" : 1e400, \"c\" : -0, \"d\" : 12345678901234567890,"
                        + " \"e\" : [ true, null, \"x\" ], \"f\" : 0.10e-2 }");
    }

    @Test
    void whatIsNoJsonIsShownAsItIs() {
        assertThat(EventText.of("{\"a\":".getBytes(UTF_8))).isEqualTo(new EventText(Optional.of("{\"a\":"), false));
        assertThat(EventText.of(new byte[] {(byte) 0xff, 1}).text()).contains("(2 bytes that are no UTF-8 text)");
        assertThat(EventText.of(null)).isEqualTo(new EventText(Optional.empty(), false));
    }
}
