package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.cli.ReplyJson;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger for programs: one JSON document. */
final class LedgerJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private LedgerJson() {}

    static String of(Ledger ledger) {
        ObjectNode document = JSON.createObjectNode();
        document.put("ok", ledger.ok());
        document.put("rendered", ledger.clips().size());
        document.put("ready", ledger.count(ClipResult.Ready.class));
        document.put("failed", ledger.count(ClipResult.Failed.class));
        ArrayNode clips = document.putArray("clips");
        ledger.clips().forEach(clip -> clips.add(clip(clip)));
        checks(document, ledger.runChecks());
        ledger.listing().ifPresent(listing -> document.set("listing", JSON.readTree(ReplyJson.of(listing))));
        ledger.purge().ifPresent(receipt -> document.set("purge", JSON.readTree(ReplyJson.of(receipt))));
        ObjectNode highlights = document.putObject("highlights");
        ledger.highlights().stream()
                .filter(one -> !one.json().isEmpty())
                .forEach(one -> highlights.set(one.key(), HighlightsCheck.tree(one)));
        return JSON.writeValueAsString(document);
    }

    private static ObjectNode clip(ClipResult result) {
        ObjectNode node = JSON.createObjectNode();
        node.put("clip", result.clip().name());
        switch (result) {
            case ClipResult.Ready ready -> {
                node.put("outcome", "ready");
                node.put("key", ready.answer().video().key());
                node.put("bytes", ready.answer().video().sizeBytes());
                node.put("seconds", seconds(ready.took()));
                node.put("url", ready.answer().video().url().toString());
            }
            case ClipResult.Failed failed -> {
                node.put("outcome", "failed");
                node.put("reason", failed.answer().reason().wireName());
                node.put("detail", failed.answer().detail());
                node.put("seconds", seconds(failed.took()));
            }
            case ClipResult.Unanswered none -> node.put("outcome", "unanswered");
        }
        checks(node, result.checks());
        return node;
    }

    private static void checks(ObjectNode node, List<Check> checks) {
        ArrayNode array = node.putArray("checks");
        checks.forEach(check -> array.addObject()
                .put("about", check.about())
                .put("name", check.name())
                .put("ok", check.ok())
                .put("found", check.found()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
