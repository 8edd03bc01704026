package ai.viralclip.worker.tracing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    /** Closed after all that use it: what they ended last is sent too. */
    @Bean
    Tracing tracing(TracingProperties properties) {
        return TracingStart.start(properties, TracingStart::setting);
    }

    @Bean
    Spans spans(Tracing tracing) {
        return new Spans(tracing.telemetry());
    }
}
