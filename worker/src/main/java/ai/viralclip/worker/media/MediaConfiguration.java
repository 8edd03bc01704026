package ai.viralclip.worker.media;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    @Bean
    Mounts mounts(MediaProperties properties) {
        return new Mounts(properties.fileRoots(), properties.callTimeout());
    }

    @Bean
    MediaSource mediaSource(Mounts mounts, MediaProperties properties) {
        return new FileMediaSource(mounts, properties.maxBytes().toBytes());
    }
}
