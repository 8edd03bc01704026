package ai.viralclip.worker.page;

import java.util.Locale;
import java.util.Map;

/**
 * Answers what is asked of the page. In this order: may this connection ask at all, is it one of the page's own files,
 * whose token is it, is there such an operation, may this role have it done; then it is done.
 */
final class OperatorPage {

    private static final String OPERATIONS = "/page/api/";
    private static final String LIVE = OPERATIONS + "live";
    private static final String JSON = "application/json";

    private final PageGuard guard;
    private final PageTokens tokens;
    private final StaticFiles files;
    private final Map<String, Operation> operations;

    /** @param operations by their names, which end their paths */
    OperatorPage(PageGuard guard, PageTokens tokens, StaticFiles files, Map<String, Operation> operations) {
        this.guard = guard;
        this.tokens = tokens;
        this.files = files;
        this.operations = Map.copyOf(operations);
    }

    PageAnswer answer(PageRequest request) throws InterruptedException {
        var refusal = guard.refusal(request, request.path().equals(StaticFiles.DOCUMENT));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (files.has(request.path())) {
            return request.method().equals("GET") ? files.read(request.path()).orElseThrow() : notAllowed("GET");
        }
        return switch (tokens.judge(request)) {
            case PageTokens.Unknown(var answer) -> answer;
            case PageTokens.Known(var role) -> answer(request, role);
        };
    }

    private PageAnswer answer(PageRequest request, Role role) throws InterruptedException {
        if (request.path().equals(LIVE)) {
            return request.method().equals("GET") ? new PageAnswer.Live(role) : notAllowed("GET");
        }
        Operation operation = request.path().startsWith(OPERATIONS)
                ? operations.get(request.path().substring(OPERATIONS.length()))
                : null;
        if (operation == null) {
            return PageAnswer.refused(404, "There is no such operation of the page.");
        }
        if (!operation.method().equals(request.method())) {
            return notAllowed(operation.method());
        }
        if (!role.includes(operation.least())) {
            return PageAnswer.refused(
                    403, "This takes the token of the role 'act' (CLIP_PAGE_ACT_TOKEN); yours is of 'read'.");
        }
        if (request.isPost() && !isJson(request)) {
            return PageAnswer.refused(415, "Send a JSON object as Content-Type: application/json.");
        }
        return done(operation, request, role);
    }

    private static PageAnswer done(Operation operation, PageRequest request, Role role) throws InterruptedException {
        try {
            return PageAnswer.json(200, operation.work().answer(Asked.of(role, request)));
        } catch (Unanswerable e) {
            return e.answer();
        }
    }

    private static PageAnswer notAllowed(String method) {
        return PageAnswer.refused(405, "Ask for it by " + method + ".").with("Allow", method);
    }

    private static boolean isJson(PageRequest request) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.equals(JSON) || type.matches(JSON + "; *charset=utf-8");
    }
}
