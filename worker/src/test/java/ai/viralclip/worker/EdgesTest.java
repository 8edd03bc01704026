package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where what nobody expects is caught, and where anybody waits for a time instead of for something. */
class EdgesTest {

    private static final Set<String> ANYTHING = Set.of("RuntimeException", "Exception", "Throwable", "Error");

    /** Threads and lives that outlast what goes wrong in them, and calls of others' code that may throw anything. */
    private static final Set<String> EDGES = Set.of(
            // The two of the corridor: a delivery's thread, and a consumer's lives around its loop.
            "DeliveryTask",
            "ConsumerLives",
            // Threads beside it, each of which goes on, or says that it ended.
            "BucketWatch",
            "NeededThread",
            "RequestAtWork",
            "RunQueue",
            "StoreWork",
            "TopicFollower",
            "TransactionWatch",
            "WatchdogRounds",
            // What is caught is told, and thrown on.
            "EarlyAnswers",
            "StepSpan",
            // Codecs, login modules and deserializers of Kafka's, and of whoever brings more.
            "Codecs",
            "KafkaProof",
            "Parking");

    private static final Pattern SLEEP = Pattern.compile("(java\\.lang\\.)?Thread\\.sleep|.*(SECONDS|MINUTES)\\.sleep");

    /** Who does it for a living: faults that take a time, and pipelines and other writers at their pace. */
    private static final Set<String> PACES = Set.of(
            "FaultyStore", "HttpBody", "Load", "MediaWeb", "OtherWriter", "Pace", "ReadyImpliesStored", "Responses");

    @Test
    void onlyTheNamedEdgesCatchAnything() {
        Set<String> found = new TreeSet<>();
        for (Source source : Source.under("src/main/java")) {
            if (source.isOf("worker/src")) {
                catches(source, one -> {
                    if (types(one).stream().anyMatch(ANYTHING::contains)) {
                        found.add(source.name());
                    }
                });
            }
        }
        assertThat(found).isEqualTo(new TreeSet<>(EDGES));
    }

    @Test
    void noTestSleeps() {
        Set<String> found = new TreeSet<>();
        for (Source source : Source.under("src/test/java")) {
            calls(source, call -> {
                String method = call.getMethodSelect().toString();
                boolean parks = method.endsWith("parkNanos") && !PACES.contains(source.name());
                if (SLEEP.matcher(method).matches() || parks) {
                    found.add(source.place(call));
                }
            });
        }
        assertThat(found).isEmpty();
    }

    private static Set<String> types(CatchTree one) {
        Tree type = one.getParameter().getType();
        List<? extends Tree> all = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        return all.stream().map(Tree::toString).collect(Collectors.toSet());
    }

    private static void catches(Source source, Consumer<CatchTree> each) {
        new TreeScanner<Object, Object>() {
            @Override
            public Object visitCatch(CatchTree one, Object nothing) {
                each.accept(one);
                return super.visitCatch(one, nothing);
            }
        }.scan(source.tree(), "");
    }

    private static void calls(Source source, Consumer<MethodInvocationTree> each) {
        new TreeScanner<Object, Object>() {
            @Override
            public Object visitMethodInvocation(MethodInvocationTree call, Object nothing) {
                each.accept(call);
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(source.tree(), "");
    }
}
