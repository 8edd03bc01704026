package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaProperties;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import ai.viralclip.worker.media.spool.Spool;
import ai.viralclip.worker.process.StartRefused;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together; client and timer are closed with the context. */
@Configuration(proxyBeanMethods = false)
class HttpsConfiguration {

    @Bean
    SourceHttp sourceHttp(MediaProperties media, SslBundles bundles) {
        HttpsProperties settings = media.https();
        return SourceHttp.open(settings, trusted(settings.sslBundle(), bundles), names(settings));
    }

    private static GuardedResolver names(HttpsProperties settings) {
        return new GuardedResolver(
                InetAddress::getAllByName, new PublicAddresses(settings.allowedAddresses()), settings.connectTimeout());
    }

    private static SSLContext trusted(String bundle, SslBundles bundles) {
        try {
            return bundle.isEmpty()
                    ? SSLContext.getDefault()
                    : bundles.getBundle(bundle).createSslContext();
        } catch (NoSuchSslBundleException e) {
            throw new StartRefused(
                    "CLIP_MEDIA_HTTPS_SSL_BUNDLE names a bundle that is not configured: " + bundle + ".",
                    "Configure spring.ssl.bundle.pem." + bundle
                            + ".truststore.certificate (or .jks.), or name another one; then start again.");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    @Bean
    Vigil mediaVigil() {
        return new Vigil();
    }

    @Bean
    SchemeSource httpsSource(SourceHttp http, Vigil vigil, MediaProperties media, List<MediaEvent.Listener> listeners) {
        HttpsProperties settings = media.https();
        Fetcher fetcher = new Fetcher(http, AllowedHosts.of(settings.hosts(), settings.credentials()), vigil);
        HttpsSource source = new HttpsSource(
                fetcher,
                new Spool(media.spool()),
                settings,
                media.maxBytes().toBytes(),
                MediaEvent.Listener.all(listeners));
        return new SchemeSource(SourceKind.HTTPS, source);
    }
}
