package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One run of the pipeline for one user; the second part of every key in the bucket.
 *
 * @param value matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}} and contains no {@code ..}; anything else is an
 *     {@link IllegalArgumentException} whose message is safe to show
 */
public record RunId(@JsonValue String value) {

    public RunId {
        Ids.checked(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
