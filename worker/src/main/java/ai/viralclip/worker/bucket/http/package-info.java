/** The way to the store and to the bucket's own domain: the HTTP client, its proxies, and what its answers tell. */
@NullMarked
package ai.viralclip.worker.bucket.http;

import org.jspecify.annotations.NullMarked;
