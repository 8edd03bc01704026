package ai.viralclip.worker.media.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The path that a {@code file:} URI names. A path is octets (RFC 8089, RFC 3986 §2): what is escaped is taken as it is,
 * and what is not in ASCII is UTF-8, whatever the locale of the process.
 */
final class FileUris {

    private FileUris() {}

    static Path path(URI uri) throws MediaException {
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new MediaException(new NotAllowed("media at " + uri.getScheme() + ": is not allowed, only file: is"));
        }
        if (!isLocal(uri) || uri.getRawPath() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new MediaException(
                    new NotAllowed("a file: URI has an absolute path and nothing else, as in file:///media/clip.mp4"));
        }
        try {
            return Path.of(URI.create("file://" + escaped(uri.getRawPath()))).normalize();
        } catch (IllegalArgumentException e) {
            throw new MediaException(new NotAllowed("the file: URI names no path that can exist"), e);
        }
    }

    /** No host, or this one by the only name that RFC 8089 gives it. */
    private static boolean isLocal(URI uri) {
        String host = uri.getRawAuthority();
        return host == null || host.isEmpty() || host.toLowerCase(Locale.ROOT).equals("localhost");
    }

    /** Not {@link URI#toASCIIString}, which composes what was written decomposed: that is another file. */
    private static String escaped(String path) {
        StringBuilder ascii = new StringBuilder(path.length());
        for (byte octet : path.getBytes(UTF_8)) {
            if (octet < 0) {
                ascii.append(String.format(Locale.ROOT, "%%%02X", octet));
            } else {
                ascii.append((char) octet);
            }
        }
        return ascii.toString();
    }
}
