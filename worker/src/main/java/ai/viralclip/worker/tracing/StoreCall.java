package ai.viralclip.worker.tracing;

import java.util.Optional;

/**
 * One request to the store.
 *
 * @param operation by the SDK's name: {@code PutObject}
 * @param part its number, of an upload in parts
 * @param resent how often it was sent before
 */
public record StoreCall(
        String operation,
        Optional<String> bucket,
        Optional<String> key,
        Optional<Integer> part,
        String host,
        int port,
        int resent) {}
