package ai.viralclip.worker.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the meters that come with the libraries are published: those that somebody looks at, and that Prometheus'
 * linter ({@code promtool check metrics}) takes as they are. The worker's own are all published.
 */
final class PublishedMeters implements MeterFilter {

    /** Whole families that nobody needs. */
    private static final Set<String> LEFT_OUT = Set.of(
            // No help. Nothing is served but the actuator, and that has no sessions.
            "tomcat.sessions",
            "http.server.requests",
            // Nothing is sent by a template: the worker's producers are its own.
            "spring.kafka.template");

    /** Single meters whose names the linter refuses. */
    private static final Set<String> REFUSED = Set.of(
            // In milliseconds, and of no use to anybody who does not tune the JVM.
            "jvm.compilation.time",
            // In nanoseconds; process.cpu has it in seconds.
            "process.cpu.time",
            // Ends like a histogram's count. Whoever wants the cores knows the machine; system.cpu.usage is a ratio.
            "system.cpu.count");

    private static final String KAFKA = "kafka.";

    /**
     * A Kafka client has some 150 metrics, for each of a worker's six clients. Many are in nanoseconds, and those by
     * node have no help.
     */
    private static final Set<String> OF_CONSUMERS = Set.of(
            "fetch.manager.records.lag",
            "fetch.manager.records.lag.max",
            "fetch.manager.records.consumed.rate",
            "fetch.manager.records.consumed.total",
            "fetch.manager.bytes.consumed.rate",
            "fetch.manager.bytes.consumed.total",
            "fetch.manager.fetch.latency.avg",
            "fetch.manager.fetch.latency.max",
            "fetch.manager.fetch.throttle.time.avg",
            "fetch.manager.fetch.throttle.time.max",
            "coordinator.assigned.partitions",
            "coordinator.rebalance.total",
            "coordinator.rebalance.latency.avg",
            "coordinator.rebalance.latency.max",
            "coordinator.rebalance.latency.total",
            "coordinator.failed.rebalance.total",
            "coordinator.last.rebalance.seconds.ago",
            "coordinator.heartbeat.total",
            "coordinator.heartbeat.response.time.max",
            "coordinator.last.heartbeat.seconds.ago",
            "last.poll.seconds.ago",
            "time.between.poll.avg",
            "time.between.poll.max",
            "poll.idle.ratio.avg");

    private static final Set<String> OF_PRODUCERS = Set.of(
            "record.send.rate",
            "record.send.total",
            "record.error.rate",
            "record.error.total",
            "record.retry.rate",
            "record.retry.total",
            "request.latency.avg",
            "request.latency.max",
            "requests.in.flight",
            "outgoing.byte.rate",
            "outgoing.byte.total",
            "produce.throttle.time.avg",
            "produce.throttle.time.max",
            "metadata.age");

    private static final Set<String> OF_KAFKA = Stream.concat(
                    OF_CONSUMERS.stream().map(name -> KAFKA + "consumer." + name),
                    OF_PRODUCERS.stream().map(name -> KAFKA + "producer." + name))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return isPublished(id.getName()) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    private static boolean isPublished(String name) {
        if (name.startsWith(KAFKA)) {
            return OF_KAFKA.contains(name);
        }
        return !REFUSED.contains(name) && LEFT_OUT.stream().noneMatch(name::startsWith);
    }
}
