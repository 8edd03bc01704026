package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All sources: media is opened by the one of its URI's scheme. */
public final class MediaSources implements MediaSource {

    private final Map<String, MediaSource> byScheme = new TreeMap<>();

    public MediaSources(List<SchemeSource> sources) {
        sources.forEach(one -> byScheme.put(one.kind().wireName(), one.source()));
    }

    @Override
    public long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException {
        return of(announced.uri()).sizeBytes(announced, kind);
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        return of(announced.uri()).open(announced, kind);
    }

    private MediaSource of(URI uri) throws MediaException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        MediaSource source = byScheme.get(scheme);
        if (source == null) {
            throw new MediaException(
                    new NotAllowed("media at " + uri.getScheme() + ": is not allowed, only " + allowed()));
        }
        return source;
    }

    private String allowed() {
        return byScheme.keySet().stream().map(scheme -> scheme + ":").collect(Collectors.joining(", "))
                + (byScheme.size() == 1 ? " is" : " are");
    }
}
