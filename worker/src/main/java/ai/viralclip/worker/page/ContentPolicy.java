package ai.viralclip.worker.page;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import java.util.Map;

/**
 * What a browser may load for the page, and who may load the page: its own files; images and videos from where the URLs
 * of clips lead as well; nothing else from anywhere, no script but its own, and no frame around it.
 */
record ContentPolicy(Map<String, String> headers) {

    ContentPolicy {
        headers = Map.copyOf(headers);
    }

    static ContentPolicy of(R2Properties r2, UrlProperties urls) {
        String media = switch (urls.mode()) {
            case PRESIGNED -> r2.endpoint().toString();
            case CDN -> "https://" + urls.cdn().host();
        };
        String content = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "img-src 'self' " + media,
                "media-src 'self' " + media,
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'");
        return new ContentPolicy(Map.of(
                "Content-Security-Policy", content,
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Cache-Control", "no-store"));
    }
}
