package ai.viralclip.worker.bucket;

import java.util.List;
import java.util.Optional;

/**
 * A stretch of a listing.
 *
 * @param next asks for what follows; empty where nothing does. A page may be empty, and still not be the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }
}
