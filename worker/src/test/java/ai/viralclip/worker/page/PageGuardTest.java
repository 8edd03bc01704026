package ai.viralclip.worker.page;

import static ai.viralclip.worker.page.PageUnderTest.ACT;
import static ai.viralclip.worker.page.PageUnderTest.headers;
import static ai.viralclip.worker.page.PageUnderTest.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask at all: whatever the token, a right one included. */
class PageGuardTest {

    private final PageUnderTest page = PageUnderTest.withHarmlessOperations();
    private final PageUnderTest named =
            new PageUnderTest(Map.of("look", Operation.get(Role.READ, _ -> Map.of())), "clips.example", "[fd00::1]");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,          localhost:8081,        200",
        "127.0.0.1,          localhost,             200",
        "127.0.0.1,          LOCALHOST:8081,        200",
        "127.0.0.1,          127.0.0.1:8081,        200",
        "0:0:0:0:0:0:0:1,    [::1]:8081,            200",
        "::ffff:127.0.0.1,   localhost:8081,        200",
        "10.0.0.7,           localhost:8081,        403",
        "10.0.0.7,           127.0.0.1:8081,        403",
        "10.0.0.7,           10.0.0.1:8081,         403",
        "127.0.0.1,          attacker.example:8081, 403",
        "127.0.0.1,          localhost.attacker.example, 403",
        "127.0.0.1,          attacker.example#localhost, 403",
        "127.0.0.1,          localhost:8081@attacker.example, 403",
        "127.0.0.1,          '',                    403",
        "no address,         localhost:8081,        403",
        "127.0.0.1,          clips.example,         403"
    })
    void onlyThisMachineByANameOfItsOwn(String address, String host, int status) throws InterruptedException {
        for (String path : new String[] {"/page/", "/page/api/look"}) {
            Map<String, String> headers = headers(ACT);
            headers.put("host", host);
            assertThat(status(page, path, address, headers)).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7,  clips.example:8081, 200",
        "10.0.0.7,  [fd00::1]:8081,     200",
        "127.0.0.1, localhost:8081,     200",
        "10.0.0.7,  localhost:8081,     403",
        "10.0.0.7,  other.example:8081, 403"
    })
    void othersByTheNamesThatAreConfigured(String address, String host, int status) throws InterruptedException {
        Map<String, String> headers = headers(ACT);
        headers.put("host", host);
        assertThat(status(named, "/page/api/look", address, headers)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
    void whoeverAProxyAsksForIsNotThisMachine(String header) throws InterruptedException {
        Map<String, String> headers = headers(ACT);
        headers.put(header, "127.0.0.1");
        assertThat(status(page, "/page/api/look", "127.0.0.1", headers)).isEqualTo(403);
        headers.put("host", "clips.example");
        assertThat(status(named, "/page/api/look", "127.0.0.1", headers)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "origin,         http://localhost:8081,   200, 200",
        "origin,         https://localhost:8081,  200, 200",
        "origin,         http://localhost:9999,   403, 403",
        "origin,         http://attacker.example, 403, 403",
        "origin,         null,                    403, 403",
        "sec-fetch-site, same-origin,             200, 200",
        "sec-fetch-site, same-site,               403, 403",
        "sec-fetch-site, cross-site,              403, 403",
        "sec-fetch-site, none,                    403, 403"
    })
    void noOtherSitesPageMayAsk(String header, String value, int document, int operation) throws InterruptedException {
        Map<String, String> headers = headers(ACT);
        headers.put(header, value);
        assertThat(status(page, "/page/", "127.0.0.1", headers)).isEqualTo(document);
        assertThat(status(page, "/page/api/look", "127.0.0.1", headers)).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "cross-site", "same-site"})
    void aLinkLeadsToThePageAndToNothingElse(String site) throws InterruptedException {
        Map<String, String> headers = headers("");
        headers.put("sec-fetch-site", site);
        headers.put("sec-fetch-mode", "navigate");
        assertThat(status(page, "/page/", "127.0.0.1", headers)).isEqualTo(200);
        assertThat(status(page, "/page/page.js", "127.0.0.1", headers)).isEqualTo(403);
        assertThat(status(page, "/page/api/look", "127.0.0.1", headers)).isEqualTo(403);
    }

    @Test
    void whatIsRefusedIsToldHowItGoes() throws InterruptedException {
        Map<String, String> headers = headers("");
        headers.put("host", "10.0.0.1:8081");
        PageAnswer.Whole answer =
                (PageAnswer.Whole) page.ask(new PageRequest("GET", "/page/", "10.0.0.7", headers, ""));
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(sentence(answer)).contains("localhost", "clip.page.hosts");
    }

    private static int status(PageUnderTest asked, String path, String address, Map<String, String> headers)
            throws InterruptedException {
        return ((PageAnswer.Whole) asked.ask(new PageRequest("GET", path, address, headers, ""))).status();
    }
}
