package ai.viralclip.worker.bucket;

import ai.viralclip.worker.process.NeededTask;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands before the store, whichever it is: the gate, and who opens and closes it. */
@Configuration(proxyBeanMethods = false)
final class GateConfiguration {

    @Bean
    Gate gate(InstantSource clock, List<BucketEvent.Listener> listeners) {
        return new Gate(clock, BucketEvent.Listener.all(listeners));
    }

    @Bean
    StoreWork storeWork(Gate gate, Patience patience) {
        return new StoreWork(gate, patience);
    }

    @Bean
    NeededTask bucketWatch(BucketProbe probe, Gate gate, ApplicationEventPublisher availability) {
        return new BucketWatch(probe, gate).task(availability);
    }
}
