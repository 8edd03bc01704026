package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A file that the pipeline rendered, where it lies now.
 *
 * @param uri absolute; which schemes and places are allowed is the worker's configuration, not the contract
 * @param sizeBytes bytes, as the pipeline counted them
 * @param sha256 of the whole file, as the pipeline computed it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RenderedMedia(URI uri, Optional<Long> sizeBytes, Optional<Sha256> sha256) {

    public RenderedMedia {
        sizeBytes.ifPresent(size -> Limits.notNegative("size_bytes", size));
    }

    static RenderedMedia read(Fields in) throws ContractViolation {
        return new RenderedMedia(
                in.value("uri", MediaUris::parse),
                in.optionalSize("size_bytes"),
                in.optionalValue("sha256", Sha256::new));
    }

    /** Leaves the URI's query out: it may be presigned. */
    @Override
    public String toString() {
        return "RenderedMedia[%s, sizeBytes=%s, sha256=%s]".formatted(MediaUris.withoutSecrets(uri), sizeBytes, sha256);
    }
}
