package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A store as the checks look at it: from outside.
 *
 * @param objects the folder that holds the bucket's objects, each as a file under its key
 * @param certificate what it shows to its clients; empty where it speaks http
 */
record StoreView(URI endpoint, String bucket, Path objects, Optional<LocalCertificate> certificate) {

    static StoreView of(LocalStore store) {
        return new StoreView(store.endpoint(), store.bucket(), store.objects(), store.certificate());
    }
}
