package ai.viralclip.worker.media;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    @Bean
    MediaSource mediaSource(MediaProperties properties) {
        return new FileMediaSource(new FileRoots(properties.fileRoots()));
    }
}
