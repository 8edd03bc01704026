package ai.viralclip.worker.media.file;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What it means where a file cannot be read. */
final class FileFailures {

    private FileFailures() {}

    static MediaException unreadable(String path, IOException e) {
        return switch (e) {
            case SourceUnresponsive hangs ->
                new MediaException(new Unresponsive(String.valueOf(hangs.getMessage())), hangs);
            case NoSuchFileException _ -> new MediaException(new Missing(path + " is not there"), e);
            case AccessDeniedException denied ->
                new MediaException(
                        new Missing(path + " cannot be read: the worker has no permission to read " + denied.getFile()),
                        denied);
            default -> new MediaException(new Missing(path + " cannot be read"), e);
        };
    }
}
