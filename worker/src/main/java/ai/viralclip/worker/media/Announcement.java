package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.media.MediaFailure.SizeMismatch;
import ai.viralclip.worker.media.MediaFailure.TooLarge;
import ai.viralclip.worker.media.MediaFailure.WrongMagicBytes;
import java.util.Optional;

/**
 * What was announced of media, held against what is found: the same for every source.
 *
 * @param place where it is, without anything secret
 * @param name how it is called where the place is known
 * @param maxBytes that any media may have ({@code clip.media.max-bytes})
 */
public record Announcement(RenderedMedia media, String place, String name, long maxBytes) {

    /** As announced; empty where no size was. */
    public Optional<Long> sizeBytes() throws MediaException {
        if (media.sizeBytes().isPresent()) {
            requireWithinMax(media.sizeBytes().get());
        }
        return media.sizeBytes();
    }

    /**
     * Refuses another size than was announced, and one that nobody may have.
     *
     * @param found how many bytes are there
     */
    public void requireSize(long found) throws MediaException {
        long size = media.sizeBytes().orElse(found);
        if (size != found) {
            throw new MediaException(
                    new SizeMismatch(name + " has " + found + ", not " + size + " bytes as announced"));
        }
        requireWithinMax(found);
    }

    /**
     * Refuses what is no media of its kind.
     *
     * @param flaw that was found in its form
     */
    public void requireForm(MediaKind kind, Optional<String> flaw) throws MediaException {
        if (flaw.isPresent()) {
            throw new MediaException(
                    new WrongMagicBytes(name + " is no whole " + kind.contentType() + ": " + flaw.get()));
        }
    }

    private void requireWithinMax(long bytes) throws MediaException {
        if (bytes > maxBytes) {
            throw new MediaException(new TooLarge(
                    place + " has " + bytes + " bytes, more than " + maxBytes + " (clip.media.max-bytes)"));
        }
    }
}
