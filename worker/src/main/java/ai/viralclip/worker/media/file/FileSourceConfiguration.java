package ai.viralclip.worker.media.file;

import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaProperties;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FileSourceConfiguration {

    @Bean
    Mounts mounts(MediaProperties properties) {
        return new Mounts(properties.fileRoots(), properties.callTimeout());
    }

    @Bean
    SchemeSource fileSource(Mounts mounts, MediaProperties properties, List<MediaEvent.Listener> listeners) {
        return new SchemeSource(
                SourceKind.FILE,
                new FileMediaSource(mounts, properties.maxBytes().toBytes(), MediaEvent.Listener.all(listeners)));
    }
}
