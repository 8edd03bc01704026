package ai.viralclip.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One to three changes to a valid document, chosen by a seed. */
final class Mutation {

    /**
     * JSON of every type, near the borders of the contract. Left out is what a schema cannot say (README): integers
     * spelled with a fraction, half surrogates, days that no calendar has, malformed IPv6. Numbers beyond a long with
     * an exponent are left out too: the validator itself fails on them.
     */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "0.5",
            "-0.5",
            "360000",
            "360000.5",
            "[]",
            "[1]",
            "{}",
            "{\"uri\":\"file:/x\"}",
            "\"\"",
            "\"0\"",
            "\"a\"",
            "\"..\"",
            "\"a..b\"",
            "\".a\"",
            "\"-a\"",
            "\"a/b\"",
            "\"a\\n\"",
            "\"ä\"",
            "\"null\"",
            "\"00:00:00\"",
            "\"00:00:00.5\"",
            "\"99:59:59.999\"",
            "\"00:60:00\"",
            "\"s3://b_c/k?x=%20\"",
            "\"file:///\"",
            "\"file://\"",
            "\"https://h\"",
            "\"https://u@h:1/\"",
            "\"https://[::1]:9/x\"",
            "\"x:/a#b\"",
            "\"x:/%zz\"",
            "\"//h/x\"",
            "\"purged\"",
            "\"PURGED\"",
            "\"2026-01-31T00:00:00Z\"",
            "\"2026-01-31T24:00:00Z\"",
            "\"2026-01-31T00:00:00+01:00\"",
            "\"" + "f".repeat(64) + "\"",
            "\"" + "F".repeat(64) + "\"",
            "\"" + "a".repeat(128) + "\"",
            "\"" + "a".repeat(129) + "\"",
            "\"" + "a".repeat(65_537) + "\"");

    private final Random random;

    Mutation(int seed) {
        random = new Random(seed);
    }

    JsonNode of(JsonNode document) {
        JsonNode mutated = document.deepCopy();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(mutated);
        }
        return mutated;
    }

    private void change(JsonNode document) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(document, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>(object.propertyNames());
        JsonNode value = Files.JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        if (names.isEmpty() || random.nextInt(4) == 0) {
            object.set("unknown_" + random.nextInt(9), value);
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.valueStream().forEach(child -> collect(child, objects));
    }
}
