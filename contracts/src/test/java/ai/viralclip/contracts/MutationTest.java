package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The schema and the decoder are two spellings of one contract: whatever one accepts, so must the other. */
final class MutationTest {

    /** {@code -Dmutation.seeds=} for more. */
    private static final int SEEDS = Integer.getInteger("mutation.seeds", 1_000);

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @EnumSource
    void theDecoderAcceptsExactlyWhatTheSchemaAccepts(EventType type) {
        Schema schema = Files.schema(type);
        int accepted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            JsonNode mutated = new Mutation(seed).of(Files.example(type));
            boolean bySchema = schema.validate(mutated).isEmpty();
            boolean byDecoder = accepts(utf8(mutated.toString()), type, seed);
            assertThat(byDecoder).as("seed %d: %s", seed, mutated).isEqualTo(bySchema);
            accepted += bySchema ? 1 : 0;
        }
        assertThat(accepted).as("both outcomes are seen often").isBetween(SEEDS / 20, SEEDS - SEEDS / 20);
    }

    @ParameterizedTest
    @EnumSource
    void bytesAtRandomAreRefusedAndNothingElseIsThrown(EventType type) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = utf8(Files.example(type).toString());
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            accepts(bytes, type, seed);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(accepts(noise, type, seed)).as("seed %d", seed).isFalse();
        }
    }

    private boolean accepts(byte[] json, EventType type, int seed) {
        try {
            codec.decode(json, type.data());
            return true;
        } catch (ContractViolation expected) {
            assertThat(expected.getMessage()).as("seed %d", seed).matches("[\\x20-\\x7e]*");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            codec.knownIds(json, "u1/r1");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
