package ai.viralclip.worker.media;

import ai.viralclip.worker.bucket.source.SourceStoresProperties;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    /** For the room that has the clients. */
    @Bean
    SourceStoresProperties sourceStoresProperties(MediaProperties properties) {
        return new SourceStoresProperties(properties.s3().stores());
    }

    @Bean
    MediaSource mediaSource(List<SchemeSource> sources) {
        return new MediaSources(sources);
    }
}
