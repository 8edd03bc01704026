package ai.viralclip.worker.media;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    @Bean
    MediaSource mediaSource(List<SchemeSource> sources) {
        return new MediaSources(sources);
    }
}
