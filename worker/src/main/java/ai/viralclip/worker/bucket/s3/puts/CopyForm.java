package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** How a store is told what must hold of the object that a copy would replace. */
enum CopyForm {

    /** {@code If-None-Match} and {@code If-Match}, as S3 has them for copies since 2025. */
    STANDARD("If-None-Match", "If-Match"),

    /** R2 has headers of its own, in beta (Cloudflare: R2's extensions of the S3 API). */
    R2("cf-copy-destination-if-none-match", "cf-copy-destination-if-match");

    private final String ifNoneMatch;
    private final String ifMatch;

    CopyForm(String ifNoneMatch, String ifMatch) {
        this.ifNoneMatch = ifNoneMatch;
        this.ifMatch = ifMatch;
    }

    static CopyForm of(S3Client s3) {
        var host = s3.serviceClientConfiguration().endpointOverride().map(endpoint -> endpoint.getHost());
        return isOfR2(host) ? R2 : STANDARD;
    }

    private static boolean isOfR2(Optional<String> host) {
        return host.filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".r2.cloudflarestorage.com"))
                .isPresent();
    }

    /** @param sizeBytes that are copied: says how long it may take */
    void ask(CopyObjectRequest.Builder request, Precondition precondition, long sizeBytes) {
        request.overrideConfiguration(o -> {
            RequestTimeouts.forBytes(sizeBytes).accept(o);
            switch (precondition) {
                case Precondition.IfAbsent() -> o.putHeader(ifNoneMatch, "*");
                case Precondition.IfMatch(var etag) -> o.putHeader(ifMatch, Wire.quoted(etag));
            }
        });
    }
}
