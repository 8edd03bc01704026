package ai.viralclip.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A collector of traces, as a worker sees one: OTLP over HTTP, on loopback. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.start();
    }

    static OtlpReceiver start() throws IOException {
        return new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Of any kind, to any path. */
    int requests() {
        return requests.get();
    }

    /** A span, with its ids in hexadecimal digits. */
    record Received(String trace, String id, String parent, Span span) {

        private static Received of(Span span) {
            return new Received(hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()), span);
        }

        String name() {
            return span.getName();
        }

        /** The ids of the spans that it is linked to. */
        List<String> links() {
            return span.getLinksList().stream()
                    .map(link -> hex(link.getSpanId()))
                    .toList();
        }

        /** As text; empty where it has none of that name. */
        String attribute(String name) {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(name))
                    .map(KeyValue::getValue)
                    .map(value -> value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue())
                    .findFirst()
                    .orElse("");
        }

        private static String hex(ByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
    }

    List<Received> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(Received::of)
                .toList();
    }

    Stream<Received> named(String name) {
        return spans().stream().filter(span -> span.name().equals(name));
    }

    /** The one of that name that is a part of this one. */
    Received only(String name, Received parent) {
        List<Received> found = within(name, parent);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    List<Received> within(String name, Received parent) {
        return named(name)
                .filter(span ->
                        span.parent().equals(parent.id()) && span.trace().equals(parent.trace()))
                .toList();
    }

    /** All that came, as text. */
    String everything() {
        return received.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
                byte[] thanks = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, thanks.length == 0 ? -1 : thanks.length);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }
}
