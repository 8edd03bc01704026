package ai.viralclip.worker.page;

import ai.viralclip.worker.telemetry.HandTurnedClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The page with two tokens and a few operations, and somebody who asks it. */
final class PageUnderTest {

    static final String READ = "reader-0123456789-0123456789-0123456789";
    static final String ACT = "actor-0123456789-0123456789-0123456789";

    private final OperatorPage page;

    PageUnderTest(Map<String, Operation> operations, String... hosts) {
        PageProperties properties = new PageProperties(true, READ, ACT, List.of(hosts));
        page = new OperatorPage(
                new PageGuard(properties.otherHosts()),
                new PageTokens(properties, Duration.ZERO, new HandTurnedClock()),
                new StaticFiles(),
                operations);
    }

    static PageUnderTest withHarmlessOperations() {
        return new PageUnderTest(Map.of(
                "look",
                        Operation.get(
                                Role.READ, asked -> Map.of("seen", asked.role().wireName())),
                "count",
                        Operation.post(
                                Role.READ,
                                asked -> Map.of("fields", asked.fields().size())),
                "do", Operation.post(Role.ACT, asked -> Map.of("did", asked.text("what")))));
    }

    /** From this machine, by a program that is no browser. */
    static Map<String, String> headers(String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "localhost:8081");
        if (!token.isEmpty()) {
            headers.put("authorization", "Bearer " + token);
        }
        return headers;
    }

    PageAnswer ask(PageRequest request) throws InterruptedException {
        return page.answer(request);
    }

    PageAnswer.Whole get(String path, Map<String, String> headers) throws InterruptedException {
        return (PageAnswer.Whole) ask(new PageRequest("GET", path, "127.0.0.1", headers, ""));
    }

    PageAnswer.Whole post(String path, Map<String, String> headers, String body) throws InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("content-type", "application/json");
        return (PageAnswer.Whole) ask(new PageRequest("POST", path, "127.0.0.1", all, body));
    }

    static JsonNode json(PageAnswer.Whole answer) {
        return PageAnswer.Json.MAPPER.readTree(answer.body());
    }

    /** The sentence of a refusal. */
    static String sentence(PageAnswer.Whole answer) {
        return json(answer).path("error").asString("");
    }
}
