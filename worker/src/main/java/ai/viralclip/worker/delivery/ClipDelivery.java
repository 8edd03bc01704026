package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.delivery.ClipUploader.Before;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.FullHighlights;
import ai.viralclip.worker.highlights.HighlightUpdate;
import ai.viralclip.worker.highlights.PurgedException;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import java.util.Optional;

/**
 * The straight path of one clip: open and check the media, upload the video but for its last bytes, which prove it,
 * then the thumbnail, then those last bytes (a listed .mp4 always has its .jpg), merge the highlight, sign the URLs.
 * Every step may be repeated, so an attempt may end anywhere.
 */
public final class ClipDelivery {

    private final MediaSource media;
    private final ClipUploader uploader;
    private final Steps steps;
    private final UrlSigner signer;
    private final FailurePolicy policy;
    private final PurgedRenderings purged;

    /** @param purged asked before what was sent becomes visible */
    ClipDelivery(
            MediaSource media,
            ClipUploader uploader,
            Steps steps,
            UrlSigner signer,
            FailurePolicy policy,
            PurgedRenderings purged) {
        this.media = media;
        this.uploader = uploader;
        this.steps = steps;
        this.signer = signer;
        this.policy = policy;
        this.purged = purged;
    }

    /**
     * One attempt. Blocks for as long as the bytes take.
     *
     * @throws InterruptedException where the clip is no longer this worker's; the next owner finds what was done, and
     *     goes on
     */
    public Outcome deliver(RenderedClip clip, Attempt attempt) throws InterruptedException {
        Optional<Outcome> tooOld = policy.ofAge(clip.renderedAt());
        return tooOld.isPresent() ? tooOld.get() : attempt(clip, attempt);
    }

    private Outcome attempt(RenderedClip clip, Attempt attempt) throws InterruptedException {
        try {
            ClipReady event = store(clip, attempt);
            policy.stored();
            return new Outcome.Ready(event);
        } catch (MediaException e) {
            return policy.of(e.failure(), attempt);
        } catch (StoreException e) {
            // An interrupt surfaces in the store's client as one more broken connection.
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while talking to the store");
            }
            return isPurged(clip) ? new Outcome.Overtaken() : policy.of(e.failure(), attempt);
        } catch (PurgedException e) {
            return new Outcome.Overtaken();
        } catch (SupersededException e) {
            return new Outcome.Rejected(Reason.SUPERSEDED, e.detail());
        } catch (BrokenHighlights e) {
            return new Outcome.Rejected(Reason.HIGHLIGHTS_BROKEN, e.problem());
        } catch (FullHighlights e) {
            return new Outcome.Rejected(Reason.HIGHLIGHTS_FULL, e.problem());
        }
    }

    /** What an attempt that ended in a defect means. */
    public Outcome failed(Throwable defect, Attempt attempt) {
        return policy.ofDefect(defect, attempt);
    }

    private ClipReady store(RenderedClip clip, Attempt attempt)
            throws MediaException, StoreException, SupersededException, BrokenHighlights, FullHighlights,
                    PurgedException, InterruptedException {
        Stored stored = steps.upload(clip, sizeBytes(clip.data()), () -> upload(clip, attempt));
        steps.merge(clip, update(clip));
        StoredMedia video = sign(stored.video());
        Optional<StoredMedia> thumbnail = stored.thumbnail().isPresent()
                ? Optional.of(sign(stored.thumbnail().get()))
                : Optional.empty();
        return ready(clip, video, thumbnail);
    }

    /** Asked before the clip's turn is: so that one whose size was not announced does not pass for a small one. */
    private long sizeBytes(ClipRendered data) throws MediaException {
        long thumbnail =
                data.thumbnail().isPresent() ? media.sizeBytes(data.thumbnail().get(), MediaKind.THUMBNAIL) : 0;
        return thumbnail + media.sizeBytes(data.video(), MediaKind.VIDEO);
    }

    private record Uploaded(String key, CheckedMedia media, String etag) {}

    private record Stored(Uploaded video, Optional<Uploaded> thumbnail) {}

    private Stored upload(RenderedClip clip, Attempt attempt)
            throws MediaException, StoreException, SupersededException {
        ClipRendered data = clip.data();
        // Both are looked at before either is sent: a clip that is rejected leaves nothing behind.
        Optional<CheckedMedia> thumbnail = data.thumbnail().isPresent()
                ? Optional.of(media.open(data.thumbnail().get(), MediaKind.THUMBNAIL))
                : Optional.empty();
        try (CheckedMedia video = media.open(data.video(), MediaKind.VIDEO)) {
            return upload(clip, attempt, video, thumbnail);
        } finally {
            thumbnail.ifPresent(CheckedMedia::close);
        }
    }

    private Stored upload(RenderedClip clip, Attempt attempt, CheckedMedia video, Optional<CheckedMedia> thumbnail)
            throws MediaException, StoreException, SupersededException {
        ClipRendered data = clip.data();
        String videoKey = ObjectKeys.video(data.uid(), data.runId(), data.style(), data.n());
        String thumbnailKey = ObjectKeys.thumbnail(data.uid(), data.runId(), data.style(), data.n());
        if (thumbnail.isEmpty()) {
            return new Stored(upload(videoKey, video, clip, attempt, () -> checkUnpurged(clip)), Optional.empty());
        }
        ThumbnailFirst<Uploaded> first =
                new ThumbnailFirst<>(() -> upload(thumbnailKey, thumbnail.get(), clip, attempt, Before.NOTHING));
        Uploaded stored = upload(videoKey, video, clip, attempt, () -> {
            checkUnpurged(clip);
            first.happen();
        });
        return new Stored(stored, first.stored());
    }

    private boolean isPurged(RenderedClip clip) {
        return purged.reach(clip.data().uid(), clip.data().runId(), clip.renderedAt());
    }

    /** Keeps back the last bytes of a video whose purge began while it was sent: so it never becomes visible. */
    private void checkUnpurged(RenderedClip clip) throws StoreException {
        if (isPurged(clip)) {
            throw new StoreException(new StoreFailure.Refused("purged while it was sent"));
        }
    }

    private Uploaded upload(String key, CheckedMedia checked, RenderedClip clip, Attempt attempt, Before before)
            throws MediaException, StoreException, SupersededException {
        try {
            return new Uploaded(key, checked, uploader.upload(key, checked, clip, attempt, before));
        } catch (StoreException e) {
            if (e.failure() instanceof StoreFailure.BadDigest) {
                checked.secondLook().lookAgain();
            }
            throw e;
        }
    }

    private StoredMedia sign(Uploaded uploaded) throws StoreException {
        PresignedUrl url = signer.presign(uploaded.key());
        CheckedMedia media = uploaded.media();
        return new StoredMedia(
                uploaded.key(),
                media.kind().contentType(),
                media.sizeBytes(),
                uploaded.etag(),
                media.sha256(),
                url.url(),
                url.expiresAt());
    }

    private static HighlightUpdate update(RenderedClip clip) {
        ClipRendered data = clip.data();
        return new HighlightUpdate(
                data.videoUrl(), data.videoTitle(), data.customPrompt(), data.highlight(), clip.renderedAt());
    }

    private static ClipReady ready(RenderedClip clip, StoredMedia video, Optional<StoredMedia> thumbnail) {
        ClipRendered data = clip.data();
        return new ClipReady(
                data.uid(),
                data.runId(),
                data.style(),
                data.n(),
                data.highlight().title(),
                data.highlight().description(),
                video,
                thumbnail,
                ObjectKeys.highlights(data.uid(), data.runId()),
                clip.id());
    }
}
