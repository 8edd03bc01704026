package ai.viralclip.worker.page;

import static ai.viralclip.worker.page.PageUnderTest.ACT;
import static ai.viralclip.worker.page.PageUnderTest.READ;
import static ai.viralclip.worker.page.PageUnderTest.headers;
import static ai.viralclip.worker.page.PageUnderTest.json;
import static ai.viralclip.worker.page.PageUnderTest.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may have done, and how it must be asked. */
class OperatorPageTest {

    private final PageUnderTest page = PageUnderTest.withHarmlessOperations();

    @ParameterizedTest
    @CsvSource({
        "GET,    /page/,           '',    200",
        "GET,    /page/page.css,   '',    200",
        "GET,    /page/page.js,    '',    200",
        "GET,    /page/icon.svg,   '',    200",
        "POST,   /page/,           act,   405",
        "GET,    /page/page.html,  '',    401",
        "GET,    /page/../page/,   '',    401",
        "GET,    /page/api/look,   '',    401",
        "GET,    /page/api/look,   wrong, 401",
        "GET,    /page/api/look,   read,  200",
        "GET,    /page/api/look,   act,   200",
        "HEAD,   /page/api/look,   act,   405",
        "POST,   /page/api/look,   act,   405",
        "POST,   /page/api/count,  read,  200",
        "GET,    /page/api/count,  read,  405",
        "POST,   /page/api/do,     '',    401",
        "POST,   /page/api/do,     wrong, 401",
        "POST,   /page/api/do,     read,  403",
        "POST,   /page/api/do,     act,   200",
        "PUT,    /page/api/do,     act,   405",
        "DELETE, /page/api/do,     act,   405",
        "GET,    /page/api/other,  '',    401",
        "GET,    /page/api/other,  read,  404",
        "GET,    /page/api/,       act,   404",
        "POST,   /page/api/live,   act,   405"
    })
    void eachRoleMayWhatItMay(String method, String path, String role, int status) throws InterruptedException {
        Map<String, String> headers = headers(
                switch (role) {
                    case "act" -> ACT;
                    case "read" -> READ;
                    case "wrong" -> "wrong-0123456789-0123456789-0123456789";
                    default -> "";
                });
        headers.put("content-type", "application/json");
        PageAnswer answer = page.ask(new PageRequest(method, path, "127.0.0.1", headers, "{\"what\":\"it\"}"));
        assertThat(((PageAnswer.Whole) answer).status()).isEqualTo(status);
        if (status >= 400) {
            assertThat(sentence((PageAnswer.Whole) answer)).endsWith(".").hasSizeGreaterThan(10);
        }
    }

    @Test
    void theStreamIsTheReadersToo() throws InterruptedException {
        assertThat(page.ask(new PageRequest("GET", "/page/api/live", "127.0.0.1", headers(READ), "")))
                .isEqualTo(new PageAnswer.Live(Role.READ));
        assertThat(page.get("/page/api/live", headers("")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonp"
            })
    void whatAFormCanSendIsNotTaken(String type) throws InterruptedException {
        Map<String, String> headers = headers(ACT);
        headers.put("content-type", type);
        assertThat(page.post("/page/api/do", headers, "{\"what\":\"it\"}").status())
                .isEqualTo(415);
    }

    @Test
    void aCharacterSetIsNoOtherType() throws InterruptedException {
        Map<String, String> headers = headers(ACT);
        headers.put("content-type", "application/json; charset=UTF-8");
        assertThat(page.post("/page/api/do", headers, "{\"what\":\"it\"}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]            | must be a JSON object",
                "{`what`:      | must be a JSON object",
                "{}            | 'what' is missing",
                "{`what`:` `}  | 'what' is missing",
                "{`what`:7}    | 'what' must be a text"
            })
    void wrongInputIsToldWhatToSendInstead(String body, String sentence) throws InterruptedException {
        PageAnswer.Whole answer = page.post("/page/api/do", headers(ACT), body.replace('`', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(sentence(answer)).contains(sentence);
    }

    @Test
    void aTokenIsTakenFromItsHeaderAlone() throws InterruptedException {
        Map<String, String> cookie = headers("");
        cookie.put("cookie", "token=" + ACT);
        assertThat(page.get("/page/api/look", cookie).status()).isEqualTo(401);
        assertThat(page.get("/page/api/look?token=" + ACT, headers("")).status())
                .isEqualTo(401);
        Map<String, String> basic = headers("");
        basic.put("authorization", "Basic " + ACT);
        assertThat(page.get("/page/api/look", basic).status()).isEqualTo(401);
        Map<String, String> twice = headers("");
        twice.put("authorization", "Bearer " + ACT + ", Bearer " + READ);
        assertThat(page.get("/page/api/look", twice).status()).isEqualTo(401);
    }

    @Test
    void noTokenIsShown() throws InterruptedException {
        PageAnswer.Whole wrong = page.get("/page/api/look", headers(ACT + "x"));
        assertThat(wrong.body()).doesNotContain(ACT, READ);
        assertThat(wrong.headers()).containsKey("WWW-Authenticate");
        assertThat(new PageRequest("GET", "/page/", "127.0.0.1", new HashMap<>(headers(ACT)), "") + "")
                .doesNotContain(ACT);
        assertThat(json(page.get("/page/api/look", headers(READ))).path("seen").asString(""))
                .isEqualTo("read");
    }
}
