package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaProperties;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class S3SourceConfiguration {

    @Bean
    SchemeSource s3Source(
            SourceStores stores, MediaProperties properties, R2Properties r2, List<MediaEvent.Listener> listeners) {
        return new SchemeSource(
                SourceKind.S3,
                new S3MediaSource(
                        AllowedBuckets.of(properties.s3(), stores, r2.bucketName()),
                        properties.s3().unconfirmedSha256(),
                        properties.maxBytes().toBytes(),
                        MediaEvent.Listener.all(listeners)));
    }
}
