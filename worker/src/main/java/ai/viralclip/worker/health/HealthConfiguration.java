package ai.viralclip.worker.health;

import ai.viralclip.worker.media.file.Mounts;
import ai.viralclip.worker.process.NeededTask;
import ai.viralclip.worker.process.Phase;
import ai.viralclip.worker.purge.PurgeLedger;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    Restarts restarts(InstantSource clock) {
        return new Restarts(clock);
    }

    @Bean
    SignsOfLife signsOfLife(InstantSource clock) {
        return new SignsOfLife(clock);
    }

    @Bean
    Watchdog watchdog(
            SignsOfLife signs, Restarts restarts, PurgeLedger purges, WatchdogProperties limits, InstantSource clock) {
        return new Watchdog(signs, restarts, purges, limits, clock);
    }

    /** On a thread of the platform: file systems that hang can hold every carrier of the virtual ones. */
    @Bean
    NeededTask watchdogRounds(Watchdog watchdog, ApplicationEventPublisher availability) {
        WatchdogRounds rounds = new WatchdogRounds(watchdog);
        return new NeededTask(Thread.ofPlatform().daemon().name("watchdog"), rounds::run, Phase.WATCHDOG, availability);
    }

    @Bean("consumption")
    IntakeHealth intakeHealth(InstantSource clock, Watchdog watchdog, Mounts mounts) {
        return new IntakeHealth(clock, watchdog, new MountHealth(mounts));
    }

    @Bean
    StallMetrics stallMetrics(MeterRegistry registry, Watchdog watchdog) {
        return new StallMetrics(registry, watchdog);
    }

    @Bean
    MountMetrics mountMetrics(MeterRegistry registry, Mounts mounts) {
        return new MountMetrics(registry, mounts);
    }
}
