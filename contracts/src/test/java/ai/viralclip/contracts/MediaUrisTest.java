package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaUrisTest {

    /** A matcher that recurses for each character ends in an Error that nobody expects of a parser. */
    @Test
    void readsAUriOfAMillionCharacters() {
        String uri = "https://host/" + "a%20".repeat(125_000) + "?" + "b=%41&".repeat(80_000);

        assertThat(MediaUris.parse(uri)).hasToString(uri);
    }
}
