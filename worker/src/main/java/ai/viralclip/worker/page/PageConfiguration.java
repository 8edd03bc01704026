package ai.viralclip.worker.page;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.DeadLetterTopics;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.catalog.Catalog;
import ai.viralclip.worker.delivery.DeliveryProperties;
import ai.viralclip.worker.health.Watchdog;
import ai.viralclip.worker.kafka.BrokerSettings;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.telemetry.RecordClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Decided at run time whether there is a page: beans that Spring wires ahead of time know no conditions (decision
 * 0102). Off, nothing listens, nothing is served, and no object of it is made but its settings and an empty servlet.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    private static final Duration WRONG_TOKEN_DELAY = Duration.ofMillis(500);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);
    private static final Duration STORE_WITHIN = Duration.ofSeconds(10);

    @Bean
    @Nullable
    NowWatch nowWatch(PageProperties page, RecordClock records, InstantSource clock, DeliveryProperties delivery) {
        return page.enabled() ? new NowWatch(records, clock, delivery.maxConcurrent()) : null;
    }

    @Bean
    @Nullable
    PlannedWork plannedWork(PageProperties page, BrokerSettings brokers, TopicsProperties topics, InstantSource clock) {
        if (!page.enabled()) {
            return null;
        }
        DeadLetters letters = DeadLetters.of(
                brokers.settings(),
                new DeadLetterTopics(
                        topics.clipRendered(), topics.clipRenderedDlt(), DeadLetterTopics.DEFAULT.journal()),
                clock);
        return new PlannedWork(letters, new FailuresView(letters));
    }

    @Bean
    @Nullable
    LiveStreams liveStreams(
            PageProperties page,
            ObjectProvider<NowWatch> watch,
            ObjectProvider<PlannedWork> work,
            @Qualifier("consumption") HealthIndicator consumption,
            Watchdog watchdog,
            InstantSource clock) {
        if (!page.enabled()) {
            return null;
        }
        NowView now = new NowView(watch.getObject(), consumption, watchdog, work.getObject()::running, clock);
        return new LiveStreams(now, TOLD_EVERY);
    }

    @Bean
    @Nullable
    OperatorPage operatorPage(
            PageProperties page,
            Catalog catalog,
            ObjectProvider<LiveStreams> streams,
            ObjectProvider<PlannedWork> work,
            InstantSource clock) {
        if (!page.enabled()) {
            return null;
        }
        return new OperatorPage(
                new PageGuard(page.otherHosts()),
                new PageTokens(page, WRONG_TOKEN_DELAY, clock),
                new StaticFiles(),
                operations(streams.getObject().view(), work.getObject(), new RunView(catalog, STORE_WITHIN)));
    }

    private static Map<String, Operation> operations(NowView now, PlannedWork work, RunView runs) {
        FailuresView failures = work.view();
        Map<String, Operation> operations = new HashMap<>();
        operations.put(
                "role",
                Operation.get(Role.READ, asked -> Map.of("role", asked.role().wireName())));
        operations.put("now", Operation.get(Role.READ, asked -> now.now(asked.role())));
        operations.put("groups", Operation.post(Role.READ, failures::groups));
        operations.put("audit", Operation.get(Role.READ, failures::audit));
        operations.put("letters", Operation.post(Role.ACT, failures::list));
        operations.put("letter", Operation.post(Role.ACT, failures::show));
        operations.put("plan-replay", Operation.post(Role.ACT, work::replay));
        operations.put("plan-discard", Operation.post(Role.ACT, work::discard));
        operations.put("carry-out", Operation.post(Role.ACT, work::carryOut));
        operations.put("cancel", Operation.post(Role.ACT, work::cancel));
        operations.put("run", Operation.post(Role.ACT, runs::list));
        return operations;
    }

    /** Not registered where the page is off: then what it would serve is as unknown as anything else. */
    @Bean
    ServletRegistrationBean<PageServlet> pageServlet(
            PageProperties page,
            ObjectProvider<OperatorPage> pages,
            ObjectProvider<LiveStreams> streams,
            R2Properties r2,
            UrlProperties urls) {
        ServletRegistrationBean<PageServlet> registration = new ServletRegistrationBean<>(
                new PageServlet(() ->
                        new PageServlet.Parts(pages.getObject(), streams.getObject(), ContentPolicy.of(r2, urls))),
                "/page/*");
        registration.setName("page");
        registration.setEnabled(page.enabled());
        return registration;
    }
}
